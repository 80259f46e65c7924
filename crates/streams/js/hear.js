// What Amazon Connect's page about cookies says: there is no bus yet to bring it (Streams: connect.storageAccess.onRequest).
export function onStorageAccess({ storageAccess }, hear) {
  const says = (name) => () => hear(undefined, `storageAccess::${name}`);
  return storageAccess.onRequest({ onInit: says("init"), onGrant: says("granted"), onDeny: says("denied") });
}

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
