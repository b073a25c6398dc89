/** Somebody who works in the office of the demo; which files they make, and in which folders, goes by the role. */
export interface OfficePerson {
  readonly name: string;
  readonly role: string;
  /** As a plan has them, in UTC. */
  readonly hours: string;
  /** Weight in what all do together. */
  readonly activity: number;
  readonly bucket: string;
}

/** The ten people of the office. */
export const officePeople: readonly OfficePerson[] = [
  { name: 'alice-dev', role: 'Software Developer', hours: '09:00-17:00', activity: 2, bucket: 'alice-development' },
  { name: 'bob-marketing', role: 'Marketing Manager', hours: '08:00-16:00', activity: 1.8, bucket: 'bob-marketing-assets' },
  { name: 'carol-data', role: 'Data Scientist', hours: '10:00-18:00', activity: 2.5, bucket: 'carol-analytics' },
  { name: 'david-backup', role: 'IT Admin', hours: '22:00-06:00', activity: 3.5, bucket: 'david-backups' },
  { name: 'eve-design', role: 'Creative Designer', hours: '09:00-17:00', activity: 2.2, bucket: 'eve-creative-work' },
  { name: 'frank-research', role: 'Research Scientist', hours: '08:00-20:00', activity: 1.9, bucket: 'frank-research-data' },
  { name: 'grace-sales', role: 'Sales Manager', hours: '07:00-15:00', activity: 1.7, bucket: 'grace-sales-materials' },
  { name: 'henry-ops', role: 'DevOps Engineer', hours: 'always', activity: 3, bucket: 'henry-operations' },
  { name: 'iris-content', role: 'Content Manager', hours: '08:00-16:00', activity: 2.3, bucket: 'iris-content-library' },
  { name: 'jack-mobile', role: 'Mobile Developer', hours: '10:00-18:00', activity: 2.1, bucket: 'jack-mobile-apps' },
];
