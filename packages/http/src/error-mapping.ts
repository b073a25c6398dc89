import { isRushhourError, RushhourError, type ErrorCode } from '@rushhour/core';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'dns_error',
  EAI_AGAIN: 'dns_error',
  EAI_FAIL: 'dns_error',
  EAI_NODATA: 'dns_error',
  EAI_NONAME: 'dns_error',
  ENODATA: 'dns_error',
  ESERVFAIL: 'dns_error',
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  HPE_INVALID_EOF_STATE: 'connection_reset',
  ECONNABORTED: 'connection_reset',
  UND_ERR_SOCKET: 'connection_reset',
  ETIMEDOUT: 'connection_timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connection_timeout',
  ENETUNREACH: 'connection_error',
  EHOSTUNREACH: 'connection_error',
  EADDRNOTAVAIL: 'connection_error',
  EMFILE: 'connection_error',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_self_signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_self_signed',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_self_signed',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_self_signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_self_signed',
  CERT_HAS_EXPIRED: 'tls_expired',
  CERT_NOT_YET_VALID: 'tls_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_hostname',
  EPROTO: 'tls_error',
  UND_ERR_HEADERS_OVERFLOW: 'headers_too_large',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  UND_ERR_HEADERS_TIMEOUT: 'headers_timeout',
  UND_ERR_BODY_TIMEOUT: 'body_timeout',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'body_too_large',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'body_size_mismatch',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'body_size_mismatch',
  UND_ERR_INVALID_ARG: 'params_invalid',
  UND_ERR_NOT_SUPPORTED: 'params_invalid',
  UND_ERR_ABORTED: 'interrupted',
  UND_ERR_DESTROYED: 'interrupted',
  UND_ERR_CLOSED: 'interrupted',
};

/** What undici reports as a closed socket, but is an answer that breaks the protocol. */
const protocolMessages = new Set(['bad response', 'bad upgrade']);

/** The `code` of an error, of the first one inside an `AggregateError` that has one, or of its cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (protocolMessages.has(error.message)) return 'HPE_UNEXPECTED';
  // Undici leaves its parser's errors without a code.
  if (error.name === 'HTTPParserError') return error.message.includes('Invalid EOF') ? 'HPE_INVALID_EOF_STATE' : 'HPE_INVALID';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((code) => code !== '') ?? '';
  return error.cause === undefined ? '' : codeOf(error.cause);
}

function catalogueCode(code: string): ErrorCode {
  if (Object.hasOwn(codes, code)) return codes[code] ?? 'connection_error';
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP2_')) return 'protocol_error';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.startsWith('CERT_')) return 'tls_error';
  if (code.startsWith('E')) return 'connection_error';
  return 'internal';
}

/** Whether an error says that the other side closed or reset the connection. */
export function isConnectionReset(error: unknown): boolean {
  return Object.hasOwn(codes, codeOf(error)) && codes[codeOf(error)] === 'connection_reset';
}

/** What undici and Node throw, in the words of the catalogue; the cause is kept. `shown` is a URL without query. */
export function toRushhourError(error: unknown, shown: string): RushhourError {
  if (isRushhourError(error)) return error;
  const raw = codeOf(error);
  const code = catalogueCode(raw);
  return new RushhourError(code, { message: `The request to "${shown}" failed: ${describe(code, raw)}.`, cause: error });
}

function describe(code: ErrorCode, raw: string): string {
  const words = code === 'params_invalid' ? 'it cannot be sent as it is' : code.replaceAll('_', ' ');
  return raw === '' ? words : `${words} (${raw})`;
}
