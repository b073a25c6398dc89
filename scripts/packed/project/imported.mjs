// The packages as an ES module gets them.
import assert from 'node:assert/strict';
import { definePlugin, RushhourError, ScenarioRunner } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { plugin } from '@rushhour/plugin-generic';
import { testPlugin } from '@rushhour/testkit';

for (const value of [definePlugin, RushhourError, ScenarioRunner, createHttp, plugin, testPlugin]) assert.equal(typeof value, 'function');
