/** What `help` explains besides the commands. The texts are in topic-text.ts, which is loaded on demand. */

export const TOPICS = [
  {name: 'exit-codes', brief: 'what each exit code means'},
  {name: 'environment', brief: 'environment variables and files that the program reads'},
  {name: 'times', brief: 'how dates and lengths of time are written'},
] as const;

export type Topic = (typeof TOPICS)[number]['name'];

export const topicNamed = (word: string): Topic | undefined => TOPICS.find(({name}) => name === word)?.name;

/** Commands that only print information about the program. They have no flags of their own. */
export const INFO_COMMANDS = [
  {name: 'help', brief: 'show the help of a command, or one of the topics below'},
  {name: 'version', brief: 'print the version'},
] as const;
