import type { FileHabitsOptions } from '@rushhour/core';

/** Where files lie that no pattern of a role is for. */
const anywhere = ['inbox', 'shared/{team}', 'archive/{year}/{month}'];

/** What people of a role make and where they put it; roles in small letters. */
export const roleHabits: Readonly<Record<string, FileHabitsOptions>> = {
  'software developer': {
    kinds: { code: 0.5, documents: 0.3, images: 0.1, archives: 0.05, media: 0.05 },
    names: {
      code: ['projects/{project}/src', 'projects/{project}/tests', 'libraries/{service}/src', 'config/environments/{env}'],
      documents: ['projects/{project}/docs', 'notes/{year}/{month}', 'design/{service}'],
      images: ['projects/{project}/screenshots'],
      archives: ['releases/{project}/{version}', 'builds/{env}'],
      media: ['demos/{project}'],
    },
  },
  'marketing manager': {
    kinds: { code: 0.05, documents: 0.2, images: 0.4, archives: 0.05, media: 0.3 },
    names: {
      code: ['campaigns/{campaign}/landing-page'],
      documents: ['campaigns/{campaign}/briefs', 'reports/{year}/{month}'],
      images: ['campaigns/{campaign}/images', 'brand/{client}', 'social/{year}/{month}'],
      archives: ['campaigns/{campaign}/deliveries'],
      media: ['campaigns/{campaign}/video', 'podcasts/{year}'],
    },
  },
  'data scientist': {
    kinds: { code: 0.2, documents: 0.4, images: 0.05, archives: 0.3, media: 0.05 },
    names: {
      code: ['notebooks/{project}', 'pipelines/{dataset}'],
      documents: ['datasets/{dataset}/{year}', 'analysis/{project}', 'reports/{year}/{month}'],
      images: ['analysis/{project}/charts'],
      archives: ['datasets/{dataset}/raw', 'models/{project}/{version}'],
      media: ['presentations/{project}'],
    },
  },
  'it admin': {
    kinds: { code: 0.1, documents: 0.2, images: 0.05, archives: 0.6, media: 0.05 },
    names: {
      code: ['scripts/{service}', 'config/environments/{env}'],
      documents: ['runbooks/{service}', 'audits/{year}/{month}'],
      images: ['runbooks/{service}/screenshots'],
      archives: ['daily/{year}/{month}/{day}', 'weekly/{year}', 'systems/{service}/{env}'],
      media: ['training/{team}'],
    },
  },
  'creative designer': {
    kinds: { code: 0.05, documents: 0.1, images: 0.6, archives: 0.05, media: 0.2 },
    names: {
      code: ['prototypes/{project}'],
      documents: ['clients/{client}/briefs'],
      images: ['clients/{client}/{project}', 'mockups/{project}/{version}', 'stock/{year}'],
      archives: ['deliveries/{client}'],
      media: ['clients/{client}/motion', 'renders/{project}'],
    },
  },
  'research scientist': {
    kinds: { code: 0.2, documents: 0.5, images: 0.05, archives: 0.2, media: 0.05 },
    names: {
      code: ['experiments/{project}/scripts', 'simulations/{dataset}'],
      documents: ['papers/{year}/{project}', 'experiments/{project}/protocols', 'literature/{dataset}'],
      images: ['papers/{year}/figures'],
      archives: ['experiments/{project}/raw', 'datasets/{dataset}/{version}'],
      media: ['talks/{year}'],
    },
  },
  'sales manager': {
    kinds: { code: 0.05, documents: 0.5, images: 0.3, archives: 0.05, media: 0.1 },
    names: {
      code: ['tools/{team}'],
      documents: ['clients/{client}/proposals', 'clients/{client}/contracts', 'forecasts/{year}/{month}'],
      images: ['products/{project}', 'events/{year}'],
      archives: ['clients/{client}/handover'],
      media: ['demos/{project}'],
    },
  },
  'devops engineer': {
    kinds: { code: 0.5, documents: 0.2, images: 0.05, archives: 0.2, media: 0.05 },
    names: {
      code: ['infrastructure/{env}', 'deployments/{service}/{version}', 'monitoring/{service}'],
      documents: ['postmortems/{year}/{month}', 'runbooks/{service}'],
      images: ['dashboards/{service}'],
      archives: ['artifacts/{service}/{version}', 'logs/{env}/{year}/{month}/{day}'],
      media: ['incidents/{year}'],
    },
  },
  'content manager': {
    kinds: { code: 0.05, documents: 0.2, images: 0.3, archives: 0.05, media: 0.4 },
    names: {
      code: ['site/templates'],
      documents: ['articles/{year}/{month}', 'drafts/{team}'],
      images: ['library/images/{year}/{month}', 'articles/{year}/covers'],
      archives: ['library/packages/{year}'],
      media: ['library/video/{year}', 'podcasts/{campaign}'],
    },
  },
  'mobile developer': {
    kinds: { code: 0.5, documents: 0.05, images: 0.2, archives: 0.05, media: 0.2 },
    names: {
      code: ['apps/{project}/src', 'apps/{project}/tests', 'shared/{service}'],
      documents: ['apps/{project}/docs'],
      images: ['apps/{project}/assets', 'store-listings/{project}/{version}'],
      archives: ['builds/{project}/{version}'],
      media: ['apps/{project}/recordings'],
    },
  },
};

/** What everybody else makes: all kinds alike. */
export const otherHabits: FileHabitsOptions = {
  kinds: { documents: 1, images: 1, code: 1, archives: 1, media: 1 },
  names: anywhere,
};
