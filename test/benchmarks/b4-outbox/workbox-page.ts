import './order-form.ts';

const registration = await navigator.serviceWorker.register('/workbox-worker.js', {
  type: 'module',
  scope: '/',
});
await navigator.serviceWorker.ready;

window.enqueue = (orders) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    registration.active?.postMessage(orders, [port2]);
  });

// Wakes the worker, as a till's page does that is in use: it replays where the browser has no sync of its own.
setInterval(() => registration.active?.postMessage('awake'), 1000);
