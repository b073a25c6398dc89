/**
 * What is wrong with the name of a bucket; undefined when it is one.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketNameFault(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return 'has fewer than 3 or more than 63 characters';
  if (!/^[a-z0-9.-]+$/.test(name)) return 'has other characters than lower-case letters, digits, dots and hyphens';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'does not begin and end with a letter or a digit';
  if (name.includes('..')) return 'has two dots in a row';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'is an IP address';
  if (/^(?:xn--|sthree-|amzn-s3-demo-)/.test(name)) return 'begins with what the store keeps for itself';
  return undefined;
}
