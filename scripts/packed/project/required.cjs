// The packages as a CommonJS module gets them.
const assert = require('node:assert/strict');
const { definePlugin, RushhourError, ScenarioRunner } = require('@rushhour/core');
const { createHttp } = require('@rushhour/http');
const { plugin } = require('@rushhour/plugin-generic');
const { testPlugin } = require('@rushhour/testkit');

for (const value of [definePlugin, RushhourError, ScenarioRunner, createHttp, plugin, testPlugin]) assert.equal(typeof value, 'function');
