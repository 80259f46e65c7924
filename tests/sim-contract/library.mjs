// The library that an org serves. open-cti.md, sections 1, 2, 3 and 4.

import { ORIGIN, QUERY, load } from "./softphone-frame.mjs";

const FAILED = "Failed to initialize Open CTI. Ensure that it is loaded from the right frame with correct URL parameters";
const ONE_OBJECT = "Must pass in only one object which holds arguments to this API method call.";
const missing = (what) => `Missing the required argument \`${what}\`!`;
const OK = { success: true, returnValue: null, errors: null };
const nothing = () => {};

export const CASES = [
  {
    name: "a complete URL gives a working library",
    section: "open-cti 2.4",
    run(check) {
      const frame = load({ lax: check.lax });
      check.same("nothing thrown", frame.thrown, undefined);
      check.same("nothing posted", frame.posted, []);
      for (const search of [`${QUERY}&ltn_app_id=06m&isdtp=vw&nonce=ab`, `?site=9&${QUERY.slice(1)}`]) {
        check.same(search, load({ search, lax: check.lax }).thrown, undefined);
      }
    },
  },
  {
    name: "a missing parameter throws a plain string",
    section: "open-cti 2.4",
    run(check) {
      for (const search of ["", "?mode=Lightning", `?sfdcIframeOrigin=${ORIGIN}`, "?mode=Lightning&sfdcIframeOrigin=",
        `?mode=Lightning&sfdcIFrameOrigin=${ORIGIN}`]) {
        check.same(search || "no query", load({ search, lax: check.lax }).thrown, FAILED);
      }
    },
  },
  {
    name: "the object is left half alive",
    section: "open-cti 2.4",
    run(check) {
      const frame = load({ search: "", lax: check.lax });
      check.that("it exists", typeof frame.opencti?.getCallCenterSettings === "function");
      const error = check.thrown(() => frame.opencti.getCallCenterSettings({ callback: nothing }));
      check.that("a call raises invalid target origin", /Invalid target origin/.test(String(error?.message)));
      check.same("nothing was sent", frame.posted, []);
    },
  },
  {
    name: "a duplicated origin fails, a duplicated mode does not",
    section: "open-cti 2.2",
    run(check) {
      check.same("mode", load({ search: `${QUERY}&mode=Lightning`, lax: check.lax }).thrown, undefined);
      check.same("origin", load({ search: `${QUERY}&sfdcIframeOrigin=${ORIGIN}`, lax: check.lax }).thrown, FAILED);
      check.same("another", load({ search: `${QUERY}&clc=1`, lax: check.lax }).thrown, undefined);
    },
  },
  {
    name: "only salesforce hosts are accepted",
    section: "open-cti 2.4",
    run(check) {
      const outcome = (origin, more = {}) =>
        load({ search: `?mode=Lightning&sfdcIframeOrigin=${encodeURIComponent(origin)}`, lax: check.lax, ...more }).thrown;
      for (const good of ["https://acme--uat.sandbox.lightning.force.com", "https://acme.my.salesforce.com",
        "https://acme.lightning.force.com:8443"]) {
        check.same(good, outcome(good), undefined);
      }
      for (const bad of ["https://evil.example", "https://force.com.evil.example", "https://evilforce.com",
        "http://lightning.localhost:8080"]) {
        check.same(bad, outcome(bad), FAILED);
      }
      const local = { protocol: "http:", extraHosts: ["*.lightning.localhost"] };
      check.same("a development host, when listed", outcome("http://w1.lightning.localhost:8080", local), undefined);
      check.same("and no other", outcome("http://evil.localhost:8080", local), FAILED);
    },
  },
  {
    name: "the scheme must equal the page's",
    section: "open-cti 2.4",
    run(check) {
      check.same("page on http", load({ protocol: "http:", lax: check.lax }).thrown, FAILED);
      const search = "?mode=Lightning&sfdcIframeOrigin=http%3A%2F%2Facme.lightning.force.com";
      check.same("origin on http", load({ search, lax: check.lax }).thrown, FAILED);
      for (const origin of ["acme.lightning.force.com", `${ORIGIN}/path`, "ftp://acme.lightning.force.com"]) {
        const bad = `?mode=Lightning&sfdcIframeOrigin=${encodeURIComponent(origin)}`;
        check.same(origin, load({ search: bad, lax: check.lax }).thrown, FAILED);
      }
    },
  },
  {
    name: "a request has seven members and goes to one origin",
    section: "open-cti 2.5",
    run(check) {
      const { opencti, posted } = load({ version: 43, lax: check.lax });
      check.same("returns nothing", opencti.setSoftphonePanelHeight({ heightPX: 560, callback: nothing }), undefined);
      const message = { methodName: "setSoftphonePanelHeight", callId: 0, apiVersion: 43, apiType: "opencti",
        isCallbackRegistered: true, isListenerRegistered: false, args: { heightPX: 560 } };
      check.same("message and target", posted, [{ message, target: ORIGIN }]);
      opencti.setSoftphonePanelHeight({ heightPX: 560 });
      check.same("counts", posted[1].message.callId, 1);
      check.same("no callback", posted[1].message.isCallbackRegistered, false);
    },
  },
  {
    name: "arguments travel under their own names",
    section: "open-cti 2.5",
    run(check) {
      const { opencti, posted } = load({ lax: check.lax });
      const sent = (call) => (call(), posted.at(-1).message.args);
      check.same("saveLog wraps", sent(() => opencti.saveLog({ value: { Subject: "x" } })), { object: { Subject: "x" } });
      check.same("visibility", sent(() => opencti.setSoftphonePanelVisibility({ visible: true })), { visible: true });
      check.same("label", sent(() => opencti.setSoftphoneItemLabel({ label: "x" })), { label: "x" });
      check.same("icon", sent(() => opencti.setSoftphonePanelIcon({ key: "call" })), { key: "call" });
      check.same("width", sent(() => opencti.setSoftphonePanelWidth({ widthPX: 400 })), { widthPX: 400 });
      const apex = { apexClass: "A", methodName: "b", methodParams: "c=1" };
      check.same("apex", sent(() => opencti.runApex({ ...apex, callback: nothing })), apex);
      check.same("settings", sent(() => opencti.getCallCenterSettings({ callback: nothing })), {});
      const search = sent(() => opencti.searchAndScreenPop({ searchParams: "415", callType: "inbound", deferred: true, callback: nothing }));
      check.same("search", search, { searchParams: "415", callType: "inbound", queryParams: undefined,
        defaultFieldValues: undefined, deferred: true, params: undefined });
      check.same("init", sent(() => opencti.notifyInitializationComplete({})), {});
    },
  },
  {
    name: "top-level defaults are dropped",
    section: "open-cti 3.18",
    run(check) {
      const { opencti, posted } = load({ lax: check.lax });
      const params = { entityName: "Contact" };
      opencti.screenPop({ type: "newRecord", params, defaultFieldValues: { Phone: "+1" } });
      check.same("only type and params", posted[0].message.args, { type: "newRecord", params });
      const inside = { entityName: "Contact", defaultFieldValues: { Phone: "+1" } };
      opencti.screenPop({ type: "newRecord", params: inside });
      check.same("inside they travel", posted[1].message.args.params, inside);
    },
  },
  {
    name: "an empty object throws",
    section: "open-cti 1.5",
    run(check) {
      const { opencti, posted } = load({ lax: check.lax });
      const methods = ["enableClickToDial", "disableClickToDial", "refreshView", "screenPop", "saveLog", "runApex",
        "getAppViewInfo", "getCallCenterSettings", "getSoftphoneLayout", "isSoftphonePanelVisible", "onClickToDial",
        "onNavigationChange", "searchAndScreenPop", "setSoftphonePanelHeight", "publish"];
      for (const method of methods) check.throws(method, () => opencti[method]({}), ONE_OBJECT);
      check.same("nothing was sent", posted, []);
    },
  },
  {
    name: "exactly one object is wanted",
    section: "open-cti 1.5",
    run(check) {
      const { opencti } = load({ lax: check.lax });
      check.throws("undefined to screenPop", () => opencti.screenPop(undefined), ONE_OBJECT);
      check.throws("nothing to saveLog", () => opencti.saveLog(), ONE_OBJECT);
      check.throws("a string", () => opencti.setSoftphonePanelLabel("Phone"), ONE_OBJECT);
      check.throws("two objects", () => opencti.setSoftphonePanelLabel({ label: "a" }, { label: "b" }), ONE_OBJECT);
      check.same("no argument is fine for some", check.thrown(() => opencti.enableClickToDial()), undefined);
      check.same("and for refreshView", check.thrown(() => opencti.refreshView()), undefined);
      check.same("init is not validated", check.thrown(() => opencti.notifyInitializationComplete()), undefined);
    },
  },
  {
    name: "a missing callback throws",
    section: "open-cti 1.5",
    run(check) {
      const { opencti } = load({ lax: check.lax });
      for (const method of ["getAppViewInfo", "getCallCenterSettings", "getSoftphoneLayout", "isSoftphonePanelVisible"]) {
        check.throws(method, () => opencti[method]({ other: 1 }), missing("callback"));
      }
    },
  },
  {
    name: "a missing listener or value throws",
    section: "open-cti 1.5",
    run(check) {
      const { opencti } = load({ lax: check.lax });
      check.throws("onClickToDial", () => opencti.onClickToDial({ callback: nothing }), missing("listener"));
      check.throws("onNavigationChange", () => opencti.onNavigationChange({ callback: nothing }), missing("listener"));
      check.throws("saveLog", () => opencti.saveLog({ Subject: "x", callback: nothing }), missing("value object"));
    },
  },
  {
    name: "a throw is an Error",
    section: "open-cti 1.5",
    run(check) {
      const { opencti } = load({ lax: check.lax, throws: ["refreshView"] });
      check.same("name", check.thrown(() => opencti.saveLog({ callback: nothing }))?.name, "Error");
      check.throws("a fault can be written into the page", () => opencti.refreshView(), "refreshView threw");
    },
  },
  {
    name: "a callback is called once",
    section: "open-cti 2.5",
    run(check) {
      const frame = load({ lax: check.lax });
      const heard = [];
      frame.opencti.getAppViewInfo({ callback: (response) => heard.push(response) });
      check.same("not in the same turn", heard, []);
      frame.answer(OK);
      frame.answer(OK);
      check.same("once, with the response", heard, [OK]);
    },
  },
  {
    name: "answers find their own call",
    section: "open-cti 2.5",
    run(check) {
      const frame = load({ lax: check.lax });
      const heard = [];
      frame.opencti.saveLog({ value: {}, callback: () => heard.push("first") });
      frame.opencti.saveLog({ value: {}, callback: () => heard.push("second") });
      frame.answer(OK, frame.posted[1]);
      frame.answer(OK, frame.posted[0]);
      frame.answer(OK, frame.posted[0], { callId: 99 });
      frame.answer(OK, frame.posted[0], { methodName: "screenPop" });
      check.same("out of order", heard, ["second", "first"]);
    },
  },
  {
    name: "a reply from another origin is ignored",
    section: "open-cti 2.5",
    run(check) {
      const frame = load({ lax: check.lax });
      const heard = [];
      frame.opencti.getAppViewInfo({ callback: () => heard.push("answer") });
      const reply = { apiVersion: 66, apiType: "opencti", methodName: "getAppViewInfo", callId: 0, response: OK };
      for (const origin of ["https://evil.example", "https://acme.lightning.force.com.evil.example", "null", ""]) {
        frame.receive(reply, origin);
      }
      check.same("ignored", heard, []);
      frame.receive(reply);
      check.same("the right one is heard", heard, ["answer"]);
    },
  },
  {
    name: "a reply of another version is ignored",
    section: "open-cti 2.5",
    run(check) {
      const frame = load({ version: 66, lax: check.lax });
      const heard = [];
      frame.opencti.getAppViewInfo({ callback: () => heard.push("answer") });
      frame.answer(OK, undefined, { apiVersion: 43 });
      frame.answer(OK, undefined, { apiType: "interaction" });
      for (const odd of [null, "text", 7, undefined, {}]) frame.receive(odd);
      check.same("ignored", heard, []);
      frame.answer(OK);
      check.same("the right one is heard", heard, ["answer"]);
    },
  },
  {
    name: "listeners accumulate",
    section: "open-cti 2.5",
    run(check) {
      const frame = load({ lax: check.lax });
      const heard = [];
      const listener = (payload) => heard.push(payload);
      frame.opencti.onClickToDial({ listener });
      frame.opencti.onClickToDial({ listener });
      check.same("each registration is sent", frame.posted.map(({ message }) => message.isListenerRegistered), [true, true]);
      check.same("without a callback", frame.posted[0].message.isCallbackRegistered, false);
      frame.event("onClickToDial", { number: "4155550142" });
      check.same("twice registered, twice called", heard.length, 2);
      check.same("the bare payload", heard[0], { number: "4155550142" });
      frame.event("onNavigationChange", {});
      check.same("not by other events", heard.length, 2);
      check.that("no way to unregister", !Object.keys(frame.opencti).some((name) => /remove|^off/i.test(name)));
    },
  },
  {
    name: "the enumerations have their values",
    section: "open-cti 4",
    run(check) {
      const { opencti } = load({ lax: check.lax });
      check.same("call types", { ...opencti.CALL_TYPE }, { INBOUND: "inbound", OUTBOUND: "outbound", INTERNAL: "internal" });
      check.same("pop types", { ...opencti.SCREENPOP_TYPE }, { SOBJECT: "sobject", URL: "url", OBJECTHOME: "objecthome",
        LIST: "list", SEARCH: "search", NEW_RECORD_MODAL: "newRecord", FLOW: "flow" });
    },
  },
  {
    name: "members come with their version",
    section: "open-cti 13.1",
    run(check) {
      const at = (version) => load({ version, lax: check.lax }).opencti;
      check.same("38: pops", Object.keys(at(38).SCREENPOP_TYPE), ["SOBJECT", "URL", "OBJECTHOME", "LIST"]);
      check.same("43: pops", Object.keys(at(43).SCREENPOP_TYPE).length, 7);
      check.same("45: no hvs", at(45).hvs, undefined);
      check.same("46: hvs", Object.keys(at(46).hvs), ["onWorkStart", "completeWork"]);
      check.same("46: no messages", at(46).subscribe, undefined);
      for (const method of ["subscribe", "unsubscribe", "publish"]) check.same(method, typeof at(47)[method], "function");
    },
  },
  {
    name: "the inventory is complete and nothing else",
    section: "open-cti 1.2",
    run(check) {
      const { opencti } = load({ lax: check.lax });
      const names = ["disableClickToDial", "enableClickToDial", "getAppViewInfo", "getCallCenterSettings",
        "getSoftphoneLayout", "hvs", "isSoftphonePanelVisible", "notifyInitializationComplete", "onClickToDial",
        "onNavigationChange", "refreshView", "runApex", "saveLog", "screenPop", "searchAndScreenPop",
        "setSoftphoneItemIcon", "setSoftphoneItemLabel", "setSoftphonePanelHeight", "setSoftphonePanelIcon",
        "setSoftphonePanelLabel", "setSoftphonePanelVisibility", "setSoftphonePanelWidth", "subscribe", "unsubscribe",
        "publish", "SCREENPOP_TYPE", "CALL_TYPE"];
      check.same("members", Object.keys(opencti).sort(), names.sort());
    },
  },
  {
    name: "messages reach their subscriber",
    section: "open-cti 3.24",
    run(check) {
      const frame = load({ lax: check.lax });
      const heard = [];
      let answer;
      frame.opencti.subscribe({ channelName: "State__c", listener: (message) => heard.push(message), callback: (r) => (answer = r) });
      frame.answer({ success: true, subscription: { id: 3 }, returnValue: null, errors: null });
      check.same("the handle is in subscription", answer.subscription, { id: 3 });
      frame.receive({ apiVersion: 66, apiType: "opencti", methodName: "subscribe", subscription: 3, response: { busy: true } });
      frame.receive({ apiVersion: 66, apiType: "opencti", methodName: "subscribe", subscription: 4, response: { busy: false } });
      check.same("heard", heard, [{ busy: true }]);
      frame.opencti.unsubscribe({ subscription: answer.subscription });
      frame.receive({ apiVersion: 66, apiType: "opencti", methodName: "subscribe", subscription: 3, response: {} });
      check.same("heard no more", heard.length, 1);
    },
  },
  {
    name: "one of two subscriptions ends in silence",
    section: "open-cti 3.25",
    run(check) {
      const frame = load({ lax: check.lax });
      const handles = [3, 4].map((id) => {
        let answer;
        frame.opencti.subscribe({ channelName: "State__c", listener: () => {}, callback: (response) => (answer = response) });
        frame.answer({ success: true, subscription: { id }, returnValue: null, errors: null });
        return answer.subscription;
      });
      const asked = () => frame.posted.filter(({ message }) => message.methodName === "unsubscribe").length;
      frame.opencti.unsubscribe({ subscription: { ...handles[0] }, callback: () => {} });
      check.same("a copy of the handle", asked(), 0);
      frame.opencti.unsubscribe({ subscription: handles[0], callback: () => {} });
      check.same("the first", asked(), 0);
      frame.opencti.unsubscribe({ subscription: handles[1], callback: () => {} });
      check.same("the last", asked(), 1);
    },
  },
];
