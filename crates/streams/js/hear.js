// The library's bus swallows what a subscriber throws. One that cannot go on must be seen by whoever watches the page for errors:
// a core that traps cannot say so itself.
export function reporting(hear) {
  return (...heard) => {
    try {
      hear(...heard);
    } catch (error) {
      reportError(error);
    }
  };
}
