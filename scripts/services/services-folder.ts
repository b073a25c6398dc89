import { fileURLToPath } from 'node:url';

/** Where services are kept: downloaded packages and what runs. Git ignores it. */
export const servicesFolder = fileURLToPath(new URL('../../.services', import.meta.url));
