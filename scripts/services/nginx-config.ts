/** What {@link nginxConfig} fills in. */
export interface NginxSettings {
  /** Where it keeps everything. */
  readonly folder: string;
  readonly docsFolder: string;
  readonly port: number;
  readonly workers: number;
  /** The core its workers are tied to. */
  readonly core?: number;
  readonly accessLog: boolean;
  /** Whether it is started by root: then its workers stay root, to read and write as we do. */
  readonly root: boolean;
}

/** The configuration of a web site that shows what a generator may meet: real pages, uploads, downloads, limits and faults. */
export function nginxConfig({ folder, docsFolder, port, workers, core, accessLog, root }: NginxSettings): string {
  const mask = core === undefined ? undefined : (1 << core).toString(2);
  const affinity = mask === undefined ? '' : `worker_cpu_affinity ${Array.from({ length: workers }, () => mask).join(' ')};`;
  return `
daemon off; ${root ? 'user root;' : ''}
worker_processes ${workers};
${affinity}
pid ${folder}/nginx.pid; error_log ${folder}/error.log warn;
events { worker_connections 8192; }

http {
  types {
    text/html html htm; text/css css; text/plain txt; application/javascript js; application/json json; application/pdf pdf;
    image/png png; image/svg+xml svg; image/jpeg jpg jpeg; image/gif gif; font/woff2 woff2;
  }
  default_type application/octet-stream;
  sendfile on; tcp_nopush on; gzip on; gzip_types text/css application/javascript;
  keepalive_timeout 75s; keepalive_requests 1000000000;
  open_file_cache max=4096; server_tokens off;

  log_format oracle escape=json '{"time":"$time_iso8601","method":"$request_method","uri":"$request_uri","status":$status,"bytes":$body_bytes_sent,'
    '"requestBytes":$request_length,"seconds":$request_time,"protocol":"$server_protocol","connection":$connection,"connectionRequests":$connection_requests,'
    '"userAgent":"$http_user_agent","referer":"$http_referer","cookie":"$http_cookie","bodyFile":"$request_body_file"}';
  access_log ${accessLog ? `${folder}/access.jsonl oracle buffer=64k flush=1s` : 'off'};

  client_body_temp_path ${folder}/bodies; proxy_temp_path ${folder}/temporary/proxy; fastcgi_temp_path ${folder}/temporary/fastcgi;
  uwsgi_temp_path ${folder}/temporary/uwsgi; scgi_temp_path ${folder}/temporary/scgi;
  client_max_body_size 4g;

  limit_req_zone $binary_remote_addr zone=slowly:1m rate=10r/s; limit_req_status 429;
  map $cookie_session $new_session { '' 'session=$request_id; Path=/; HttpOnly'; default ''; }

  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${folder}/www; index index.html;

    # The PostgreSQL documentation, as it is, slowly, and at most ten pages a second.
    location /pg/ { alias ${docsFolder}/; }
    location /slow/ { alias ${docsFolder}/; limit_rate 50k; }
    location /limited/ { alias ${docsFolder}/; limit_req zone=slowly; }

    # One kilobyte that no client can cache, and the same with a session that its first answer starts.
    location = /1k.html { etag off; if_modified_since off; add_header Last-Modified ''; }
    location /session/ { alias ${folder}/www/; etag off; if_modified_since off; add_header Last-Modified ''; add_header Set-Cookie $new_session; }

    # Uploads with PUT: free, with a password (visitor:secret), at most 1 MiB.
    location /dav/ { alias ${folder}/dav/; dav_methods PUT DELETE MKCOL COPY MOVE; create_full_put_path on; autoindex on; autoindex_format json; }
    location /dav-auth/ { alias ${folder}/dav/; dav_methods PUT DELETE; create_full_put_path on; auth_basic files; auth_basic_user_file ${folder}/passwords; }
    location /dav-small/ { alias ${folder}/dav/; dav_methods PUT; create_full_put_path on; client_max_body_size 1m; }

    # Where forms go: /form keeps each body as it came in a file, which the access log names; /sink drops it.
    location = /form { client_body_in_file_only on; proxy_pass http://127.0.0.1:${port}/accepted; proxy_pass_request_body off; proxy_set_header Content-Length ''; }
    location = /sink { proxy_pass http://127.0.0.1:${port}/accepted; proxy_pass_request_body off; proxy_set_header Content-Length ''; }
    location = /accepted { access_log off; return 200 'accepted\\n'; }

    # What goes wrong.
    location = /gone { return 410; }
    location = /loop-a { return 302 /loop-b; }
    location = /loop-b { return 302 /loop-a; }
    location = /500 { return 500; }
    location = /503 { add_header Retry-After 2 always; return 503; }
    location = /drop { return 444; }
    location = /bad-gateway { proxy_pass http://127.0.0.1:1; }

    location = /status { access_log off; stub_status; }
  }
}
`;
}
