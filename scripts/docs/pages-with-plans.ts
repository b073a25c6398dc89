/** Pages that show what `rushhour plan` prints. */
export const pagesWithPlans = ['README.md', 'docs/people.md', 'examples/office/README.md'] as const;
