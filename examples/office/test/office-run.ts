import { join } from 'node:path';
import { createContent } from '@rushhour/content';
import { inputError, loadPlanFile, type ScenarioRunnerOptions } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { s3 } from '@rushhour/plugin-s3';

/** A store that the office keeps its files in. */
export interface OfficeStore {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The plan of the office in the words of a plan file. */
export async function loadOffice(endpoint: string) {
  const loaded = await loadPlanFile(join(import.meta.dirname, '..', 'plan.yaml'), { env: { AWS_ENDPOINT_URL_S3: endpoint } });
  if (loaded.problems.length > 0) throw inputError(loaded.problems);
  return loaded;
}

/** What a runner needs to play the office against a store. */
export async function officeRun({ endpoint, region, accessKeyId, secretAccessKey }: OfficeStore): Promise<ScenarioRunnerOptions> {
  const { options, scenarios } = await loadOffice(endpoint);
  const credentials = { accessKeyId, secretAccessKey };
  const store = s3({ endpoint, region, credentials, createBuckets: true }, { as: 'store' });
  return { ...options, scenarios, plugins: [store], http: createHttp(), content: createContent() };
}
