/** One entry a code: what happened, and what to do next. Codes are permanent. `docs/errors.md` is held in step by a test. */
export const catalogue = {
  // Before a run: what is wrong in the input. Nothing was sent.
  input_invalid: {
    message: 'The input has problems.',
    hint: 'Mend each problem listed; `rushhour validate` shows them without sending anything.',
  },
  option_invalid: {
    message: 'An option has a value it cannot take.',
    hint: 'See the TSDoc of the option, or `rushhour run --help`.',
  },
  scope_empty: {
    message: 'Nothing is allowed: the scope is empty.',
    hint: 'Name the origins traffic may reach with `allow:` or `--allow`.',
  },
  scope_invalid: {
    message: 'An allow entry is not an origin or a URL prefix.',
    hint: 'Write a scheme, a host and optionally a port and a path, such as `https://shop.example`; wildcards are refused.',
  },
  plugin_not_found: {
    message: 'A plugin package could not be loaded.',
    hint: 'Install it, or check the name; plugins are named by exact package name or path.',
  },
  plugin_invalid: {
    message: 'A plugin does not have the shape of a plugin.',
    hint: 'Make it with `definePlugin` and export the factory as `plugin`.',
  },
  plugin_version: {
    message: 'A plugin was made for another version of the plugin interface.',
    hint: 'Install a version of the plugin made for `rushhour.plugin/1`.',
  },
  plugin_config: {
    message: 'The configuration of a plugin is invalid.',
    hint: 'See the documentation of the plugin.',
  },
  plugin_duplicate: {
    message: 'Two plugins have the same instance name.',
    hint: 'Give one of them another name with `as`.',
  },
  params_invalid: {
    message: 'The parameters of an instruction are invalid.',
    hint: 'See the parameters of the action in the documentation of the plugin that takes it.',
  },
  no_handler: {
    message: 'No plugin takes this instruction.',
    hint: '`rushhour explain` shows who takes what; the generic plugin takes any http(s) URL.',
  },
  target_invalid: {
    message: 'A target is not a URL that can be played.',
    hint: 'Write an absolute http(s) URL without user information, or set `base`.',
  },
  file_not_found: {
    message: 'A file to upload does not exist.',
    hint: 'Files are found below the folder of the scenario file, or the `files` folder.',
  },
  file_outside: {
    message: 'A file to upload lies outside the folder files may come from.',
    hint: 'Put the file below the folder of the scenario file, or set `files`.',
  },
  file_not_regular: {
    message: 'What should be uploaded is not a regular, readable file.',
    hint: 'Folders, devices, pipes and links that leave the folder are refused.',
  },
  content_invalid: {
    message: 'A file to make is not described in a way that can be read.',
    hint: 'Write what it is and how large, such as `image:1-5MB`, `pdf:300KB` or `any`.',
  },
  no_file: {
    message: 'The action asked for a file, but its instruction names none.',
    hint: 'Name the file after the URL: `upload https://shop.example/photos photo.jpg`.',
  },
  run_state: {
    message: 'The runner cannot do that now.',
    hint: 'A runner runs once; make a new one for another run.',
  },
  not_built: {
    message: 'That is not built yet.',
    hint: 'See the changelog for what each version brings.',
  },
  clock_stalled: {
    message: 'A virtual clock was asked to go on until some work ends, and cannot.',
    hint: 'The work waits for something no timer of the clock brings, such as a real socket, or for ever.',
  },

  // During a run: what a failed action is called.
  scope_rejected: {
    message: 'A request would have left the scope of the run.',
    hint: 'Add the origin to `allow`, if it is yours.',
  },
  address_blocked: {
    message: 'A name resolved to an address that is not allowed for it.',
    hint: 'If the name is meant to be private, say so: `{ origin, private: true }`.',
  },
  robots_disallowed: {
    message: 'robots.txt of a site not marked as owned disallows this URL.',
    hint: 'Mark the site as owned if it is yours, or leave the URL out.',
  },
  redirect_insecure: {
    message: 'A redirect led from https to http.',
    hint: 'Mend the redirect of the site; rushhour does not follow it.',
  },
  redirect_invalid: {
    message: 'A redirect had no location that can be followed.',
    hint: 'Look at the Location header the site sent.',
  },
  too_many_redirects: {
    message: 'A chain of redirects was longer than the limit.',
    hint: 'Look for a redirect loop on the site.',
  },
  dns_error: { message: 'The host name could not be resolved.', hint: 'Check the name, and the resolver of this machine.' },
  connection_refused: { message: 'The server refused the connection.', hint: 'Check that it is up, and the port.' },
  connection_reset: { message: 'The connection was closed before the answer was complete.', hint: 'Look at the log of the server.' },
  fault_injected: {
    message: 'A fault was committed on purpose.',
    hint: 'It was asked for by `faults` in the plan; there is nothing to mend.',
  },
  connection_timeout: { message: 'No connection could be made in time.', hint: 'Check the route to the server and its backlog.' },
  connection_wait: {
    message: 'No connection became free in time.',
    hint: 'The generator is the limit: raise `connections`, or use fewer users per process.',
  },
  rate_wait: {
    message: 'The rate of a site left no turn for the request in time.',
    hint: 'Raise `rate` of its allow entry, or use fewer users.',
  },
  connection_error: { message: 'The connection failed.', hint: 'The cause tells more.' },
  tls_self_signed: {
    message: 'The certificate of the server is not signed by a known authority.',
    hint: 'Give its authority with `ca`; verification is never switched off silently.',
  },
  tls_expired: { message: 'The certificate of the server has expired or is not valid yet.', hint: 'Renew it.' },
  tls_hostname: {
    message: 'The certificate of the server is for another name.',
    hint: 'Use the name it was made for, or a `hosts` override.',
  },
  tls_error: { message: 'The TLS handshake failed.', hint: 'The cause tells more.' },
  protocol_error: { message: 'The server did not speak HTTP as agreed.', hint: 'Look at what it sends, for instance with curl.' },
  headers_too_large: {
    message: 'The headers of an answer were larger than the limit.',
    hint: 'Raise `maxHeaderBytes`, if that is expected.',
  },
  headers_timeout: { message: 'The server did not answer in time.', hint: 'Raise `timeout`, if that is expected.' },
  body_timeout: { message: 'The server fell silent in the middle of an answer.', hint: 'Look at the log of the server.' },
  body_too_large: { message: 'An answer was larger than the limit.', hint: 'Raise the limit, if that is expected.' },
  body_size_mismatch: { message: 'A body did not have the length that was announced.', hint: 'A file may have changed while it was sent.' },
  decode_error: {
    message: 'The content encoding of an answer could not be decoded.',
    hint: 'Look at the Content-Encoding the server sends.',
  },
  http_status: {
    message: 'The server answered with a status that was not expected.',
    hint: 'Set `expect` if that status is right; the error type names it, such as `http_404`.',
  },
  check_failed: { message: 'An answer did not pass a check of its instruction.', hint: 'Compare the answer with the check.' },
  checksum_mismatch: {
    message: 'A download did not have the expected checksum.',
    hint: 'Compare the file with the one the checksum was made from.',
  },
  s3_auth: {
    message: 'The object store refused the credentials, or what was asked with them.',
    hint: 'Check access key, secret, session token and region, and the policy of the bucket.',
  },
  s3_bucket: {
    message: 'The object store has no such bucket.',
    hint: 'Check its name, or set `createBuckets: true`.',
  },
  s3_key: {
    message: 'The object store has no such object.',
    hint: 'It may have been removed, or never stored.',
  },
  s3_throttled: {
    message: 'The object store asked for fewer requests.',
    hint: 'Lower the rate, or look at the limits of the store.',
  },
  s3_checksum: {
    message: 'The object store received other bytes than were announced.',
    hint: 'Something changed them under way; where an old store does not know checksums, set `requestChecksumCalculation: WHEN_REQUIRED`.',
  },
  s3_server: { message: 'The object store failed.', hint: 'Look at the log of the store.' },
  s3_request: {
    message: 'The object store did not take a request.',
    hint: 'Its own code and message tell more.',
  },
  variable_missing: {
    message: 'An action names data or a variable that is not there.',
    hint: 'Look at the action that should have captured it; `onFailure=stop` there ends the play instead.',
  },
  capture_missing: {
    message: 'What an instruction captures was not in the answer.',
    hint: 'Compare the answer with the path, selector or pattern; the first MiB of it is looked at.',
  },
  no_page: { message: 'There is no current page to follow a link of.', hint: 'Open a page first, or give `follow` a URL.' },
  no_link: { message: 'The current page has no link that fits.', hint: 'Look at the page: only links inside the scope count.' },
  no_object: {
    message: 'There is no object to download.',
    hint: 'Upload something first, give `object`, or set `ifEmpty=pass` where that may be.',
  },
  no_form: { message: 'The current page has no form that fits.', hint: 'Check the selector and the names of the fields.' },
  save_failed: { message: 'A download could not be saved.', hint: 'Look at the folder and the space left on its disk.' },
  disk_full: { message: 'A download could not be saved because its disk is full.', hint: 'Make room on the disk of the folder.' },
  timeout: { message: 'The action did not end before its deadline.', hint: 'Raise `timeout`, if that is expected.' },
  plugin_error: { message: 'A plugin threw an error.', hint: 'The cause is the error of the plugin.' },
  plugin_result: { message: 'A plugin returned something that is not a result.', hint: 'Return nothing, or an object with numbers.' },
  plugin_breaker: {
    message: 'A plugin failed so often in a row that it was given a rest.',
    hint: 'Mend the plugin; the errors before this one say what is wrong with it.',
  },
  interrupted: { message: 'The action was cut short by the end of the run.', hint: 'This is no fault of the target.' },
  replay_incomplete: {
    message: 'A journal does not hold everything that is needed to play it again.',
    hint: 'Give the plan or the scenarios it was played from.',
  },
  internal: { message: 'Something went wrong inside rushhour.', hint: 'Please report it, with the cause.' },
} as const satisfies Record<string, { readonly message: string; readonly hint: string }>;

/** A permanent code of the catalogue. */
export type ErrorCode = keyof typeof catalogue;
