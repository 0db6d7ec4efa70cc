import './notification-request.ts';

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

// Wakes the worker every second, as a till's page in use does. The worker then sends the queue again.
setInterval(() => registration.active?.postMessage('awake'), 1000);
