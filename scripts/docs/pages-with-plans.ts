/** Pages that show plans and what `rushhour plan` prints of them. */
export const pagesWithPlans = ['README.md', 'docs/people.md', 'examples/office/README.md'] as const;
