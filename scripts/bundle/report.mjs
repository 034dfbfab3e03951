/** How the plugins stop a build. */

/** esbuild fails for an error that a plugin returns at the end, but does not print it. */
export const stop = text => {
  console.error(text);
  return {errors: [{text}]};
};

/** Stops a build in which the function returned was never called, because what is patched is not there any more. */
export const expectUse = (name, onEnd) => {
  let isUsed = false;
  onEnd(() => (isUsed ? undefined : stop(`The patch ${name} has found nothing to change.`)));
  return () => {
    isUsed = true;
  };
};
