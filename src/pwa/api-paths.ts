/** What the sidecar answers itself, on the same origin as the page: never the cached page. */
export const apiPaths =
  /^\/(?:orders?|version|config|stop|health|check|simulator|pair|connector|till(?:\.html)?|example|metrics|openapi\.json)(?:[/?]|$)/;
