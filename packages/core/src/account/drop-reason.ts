/**
 * Why an arrival never started: its user was busy and the backlog full or its patience over; a rate was used up; the site or the run was
 * paused; the run was stopping; or the generator itself was too late.
 */
export type DropReason = 'busy' | 'rate_cap' | 'paused' | 'stopping' | 'lag';
