const hidden = '[hidden]';

const secretHeader =
  /^(?:authorization|proxy-authorization|www-authenticate|authentication-info)$|api-?key|token|secret|passw|session|signature|credential/i;

/** Query parameters that hold secrets: those of the semantic conventions for `url.full`, and what sites commonly use. */
const secretParameter =
  /^(?:x-amz-signature|x-amz-credential|x-amz-security-token|awsaccesskeyid|signature|sig|x-goog-signature|code|pass|pwd)$|token|secret|password|api_?key/i;

/** A header value for showing: values of secrets are hidden, names and attributes of cookies stay. */
export function hideHeader(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (lower === 'cookie') return value.replace(/=[^;]*/g, `=${hidden}`);
  if (lower === 'set-cookie') return value.replace(/^([^=;]*)=[^;]*/, `$1=${hidden}`);
  if (lower === 'location' || lower === 'referer' || lower === 'content-location') return hideQuery(value);
  return secretHeader.test(lower) ? hidden : value;
}

/** A URL for showing: user information and the values of secret query parameters are hidden. */
export function hideQuery(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*@/i, `$1//${hidden}@`)
    .replace(/([?&])([^=&#]*)=([^&#]*)/g, (whole, lead: string, name: string) =>
      secretParameter.test(name) ? `${lead}${name}=${hidden}` : whole,
    );
}
