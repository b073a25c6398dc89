// What a user's editor and compiler see, in a CommonJS module.
import core = require('@rushhour/core');
import http = require('@rushhour/http');
import generic = require('@rushhour/plugin-generic');
import testkit = require('@rushhour/testkit');

const visit = core.scenario('visit', {}, [core.open('http://localhost:1/')]);
const runner = new core.ScenarioRunner({ scenarios: [visit], plugins: [generic.plugin()], http: http.createHttp(), plays: 1 });
const summary: Promise<core.RunSummary> = runner.run();

export = { summary, testPlugin: testkit.testPlugin };
