/** What {@link cephConfig} fills in. */
export interface CephSettings {
  /** Where it keeps everything. */
  readonly folder: string;
  /** Where unpacked libraries are; absent where they are installed. */
  readonly libFolder?: string | undefined;
  readonly monitorPort: number;
  readonly port: number;
}

/** The cluster's id; clusters do not see each other. */
export const clusterId = '11111111-2222-3333-4444-555555555555';

/**
 * The configuration of a Ceph that is one monitor, one store in memory (6 GiB at most) and the S3 gateway, all on loopback. A day of a lifecycle rule takes ten seconds.
 *
 * What is not obvious: without passwords the monitor's connections have to be `crc`, or the gateway waits for ever. Proposals every 20 ms instead of every second make the
 * gateway's pools in one second instead of twelve, and a tick every 100 ms instead of five seconds repeats what it asked before the store was up. Without `tcp_nodelay` an
 * answer takes 44 ms.
 */
export function cephConfig({ folder, libFolder, monitorPort, port }: CephSettings): string {
  const plugins = `
plugin_dir = ${libFolder}/ceph
erasure_code_dir = ${libFolder}/ceph/erasure-code
osd_class_dir = ${libFolder}/rados-classes`;
  return `
[global]
fsid = ${clusterId}
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
ms_mon_client_mode = crc
mon_host = [v2:127.0.0.1:${monitorPort}]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr1 = false
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
objecter_tick_interval = 0.1
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000
log_to_stderr = true
err_to_stderr = true
log_file =
run_dir = ${folder}/run
admin_socket =${libFolder === undefined ? '' : plugins}

[mon]
mon_data = ${folder}/mon
mon_data_avail_crit = 1
mon_data_avail_warn = 2
mon_cluster_log_file =
debug_rocksdb = 0/0
debug_mon = 0/0

[osd]
osd_data = ${folder}/osd
osd_objectstore = memstore
memstore_device_bytes = 6442450944
osd_memory_target = 1073741824
debug_osd = 0/0

[client]
rgw_frontends = beast endpoint=127.0.0.1:${port} tcp_nodelay=1
rgw_dns_name = localhost
rgw_enable_apis = s3,admin
rgw_data = ${folder}/rgw
rgw_thread_pool_size = 64
rgw_run_sync_thread = false
rgw_gc_max_objs = 8
rgw_gc_obj_min_wait = 5
rgw_gc_processor_period = 10
rgw_lc_max_objs = 8
rgw_lc_debug_interval = 10
rgw_override_bucket_index_max_shards = 1
rgw_rados_pool_pg_num_min = 1
debug_rgw = 0/0
`;
}
