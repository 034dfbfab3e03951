/** The environment of what is measured: a terminal, a home that is empty, credentials that nobody has; nothing of the person's. */
import {temporaryDirectory} from './children.mjs';

const home = temporaryDirectory();

export const cleanEnvironment = (extra = {}) => ({
  PATH: process.env.PATH ?? '',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  TERM: 'xterm-256color',
  HOME: home,
  USERPROFILE: home,
  LESSHISTFILE: '-',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  ...extra,
});
