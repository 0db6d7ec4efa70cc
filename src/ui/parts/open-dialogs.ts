/** The modal dialogs that are open now. While there is one, no key reaches the screen behind it. */
export const openDialogs = new Set<object>();
