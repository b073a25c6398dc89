/** The version of this package, as the user agent tells it; a test holds it in step with package.json. */
export const version = '0.0.0';
