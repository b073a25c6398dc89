/** Names of parameters, headers, fields and query keys whose values are credentials, in any case, with `-`, `_` or nothing between words. */
const secretNames =
  /^(?:x-)?(?:amz-)?(?:signature|credential|security-?token)$|auth|passw(?:or)?d|passphrase|^pass$|^pwd$|token|secret|cookie|credential|api-?key|access-?key|^key$|^sig$|signature|^code$|session-?id|^sid$|^session$|^otp$|^pin$/;

/** Whether what goes by a name is a secret: its value is never told. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.toLowerCase().replaceAll('_', '-'));
}

/** What stands in place of a secret. */
export const redacted = 'REDACTED';
