export const nodeVersion: string;
export function checkIntegrity(path: string, integrity: string): void;
