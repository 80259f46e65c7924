/*
 * The simulator's Open CTI library for Lightning: what an org serves at
 * /support/api/NN.0/lightning/opencti_min.js, written anew from the contract (open-cti.md, sections 1, 2 and 4).
 *
 * It is as unforgiving as the original. Loaded without its URL parameters it throws a plain string and leaves
 * sforce.opencti half alive; {} throws; listeners accumulate; members are absent below the version that brought them.
 *
 * Three lists may be filled in by whoever serves the file; empty lists are the strict default:
 *   EXTRA_HOSTS  host patterns accepted beside Salesforce's own, for development ("*.localhost")
 *   THROWS       methods that throw when called, to inject that fault in a page
 *   LAX          strictnesses let go, by name (crates/sim/src/strict.rs), to prove that a contract case notices
 */
(function () {
  "use strict";

  var EXTRA_HOSTS = /*__EXTRA_HOSTS__*/ [];
  var THROWS = /*__THROWS__*/ [];
  var LAX = /*__LAX__*/ [];

  var API_TYPE = "opencti";
  var FAILED = "Failed to initialize Open CTI. Ensure that it is loaded from the right frame with correct URL parameters";
  var ONE_OBJECT = "Must pass in only one object which holds arguments to this API method call.";

  function strict(rule) {
    return LAX.indexOf(rule) < 0;
  }

  // The version is part of the script's own path. Without one, the newest at the time of writing.
  var script = document.currentScript;
  var path = /\/support\/api\/(\d+)\.0\//.exec((script && script.src) || "");
  var version = path ? Number(path[1]) : 68;

  var origin = null;
  var calls = 0;
  var callbacks = {};
  var listeners = {};
  var channels = {};

  function post(methodName, callId, args, hasCallback, hasListener) {
    // With a null origin, after a failed start, this raises an invalid-target-origin error: so does the original.
    window.parent.postMessage(
      {
        methodName: methodName,
        callId: callId,
        apiVersion: version,
        apiType: API_TYPE,
        isCallbackRegistered: hasCallback,
        isListenerRegistered: hasListener,
        args: args,
      },
      origin
    );
  }

  function call(methodName, args, callback, listener) {
    var callId = calls++;
    if (THROWS.indexOf(methodName) >= 0) throw new Error(methodName + " threw");
    if (typeof callback === "function") callbacks[methodName + "_" + callId] = callback;
    if (typeof listener === "function") {
      if (strict("listeners-add")) (listeners[methodName] = listeners[methodName] || []).push(listener);
      else listeners[methodName] = [listener];
    }
    post(methodName, callId, args, typeof callback === "function", typeof listener === "function");
  }

  function isObject(value) {
    return typeof value === "object" && value !== null;
  }

  // Exactly one object, with something in it.
  function needObject(given) {
    var empty = isObject(given[0]) && Object.keys(given[0]).length === 0;
    if (given.length !== 1 || !isObject(given[0]) || (empty && strict("empty-object-throws"))) {
      throw new Error(ONE_OBJECT);
    }
    return given[0];
  }

  // No argument at all is fine too; an empty object is not.
  function mayHaveObject(given) {
    return given.length === 0 ? {} : needObject(given);
  }

  function needMember(args, name, what) {
    var missing = name === "value" ? !isObject(args.value) : typeof args[name] !== "function";
    if (missing && (name !== "callback" || strict("callback-required"))) {
      throw new Error("Missing the required argument `" + what + "`!");
    }
  }

  // A call whose argument object names the members that travel.
  function plain(methodName, members) {
    return function () {
      var args = needObject(arguments);
      var sent = {};
      members.forEach(function (member) {
        sent[member] = args[member];
      });
      call(methodName, sent, args.callback);
    };
  }

  // A call that asks something: without a callback it would be pointless.
  function asking(methodName) {
    return function () {
      var args = needObject(arguments);
      needMember(args, "callback", "callback");
      call(methodName, {}, args.callback);
    };
  }

  // A call that needs no argument.
  function bare(methodName) {
    return function () {
      call(methodName, {}, mayHaveObject(arguments).callback);
    };
  }

  function listening(methodName) {
    return function () {
      var args = needObject(arguments);
      needMember(args, "listener", "listener");
      call(methodName, {}, undefined, args.listener);
    };
  }

  var opencti = {
    CALL_TYPE: { INBOUND: "inbound", OUTBOUND: "outbound", INTERNAL: "internal" },
    SCREENPOP_TYPE: { SOBJECT: "sobject", URL: "url", OBJECTHOME: "objecthome", LIST: "list" },

    enableClickToDial: bare("enableClickToDial"),
    disableClickToDial: bare("disableClickToDial"),
    refreshView: bare("refreshView"),
    notifyInitializationComplete: function (args) {
      // Not validated, unlike the others.
      call("notifyInitializationComplete", {}, isObject(args) ? args.callback : undefined);
    },

    getAppViewInfo: asking("getAppViewInfo"),
    getCallCenterSettings: asking("getCallCenterSettings"),
    getSoftphoneLayout: asking("getSoftphoneLayout"),
    isSoftphonePanelVisible: asking("isSoftphonePanelVisible"),

    onClickToDial: listening("onClickToDial"),
    onNavigationChange: listening("onNavigationChange"),

    runApex: plain("runApex", ["apexClass", "methodName", "methodParams"]),
    screenPop: function () {
      var args = needObject(arguments);
      var sent = { type: args.type, params: args.params };
      // Default values belong inside params; the ones beside it are dropped without a word.
      if (!strict("top-level-defaults-dropped") && isObject(args.params)) {
        sent.params = Object.assign({}, args.params, { defaultFieldValues: args.defaultFieldValues });
      }
      call("screenPop", sent, args.callback);
    },
    searchAndScreenPop: plain("searchAndScreenPop", [
      "searchParams",
      "callType",
      "queryParams",
      "defaultFieldValues",
      "deferred",
      "params",
    ]),
    saveLog: function () {
      var args = needObject(arguments);
      needMember(args, "value", "value object");
      call("saveLog", { object: args.value }, args.callback);
    },

    setSoftphoneItemIcon: plain("setSoftphoneItemIcon", ["key"]),
    setSoftphoneItemLabel: plain("setSoftphoneItemLabel", ["label"]),
    setSoftphonePanelHeight: plain("setSoftphonePanelHeight", ["heightPX"]),
    setSoftphonePanelIcon: plain("setSoftphonePanelIcon", ["key"]),
    setSoftphonePanelLabel: plain("setSoftphonePanelLabel", ["label"]),
    setSoftphonePanelVisibility: plain("setSoftphonePanelVisibility", ["visible"]),
    setSoftphonePanelWidth: plain("setSoftphonePanelWidth", ["widthPX"]),
  };

  // Members by the version that brought them.
  var since = strict("members-by-version") ? version : 1000;
  if (since >= 43) {
    opencti.SCREENPOP_TYPE.SEARCH = "search";
    opencti.SCREENPOP_TYPE.NEW_RECORD_MODAL = "newRecord";
    opencti.SCREENPOP_TYPE.FLOW = "flow";
  }
  if (since >= 46) {
    opencti.hvs = {
      onWorkStart: listening("hvs.onWorkStart"),
      completeWork: plain("hvs.completeWork", ["workId", "attributes"]),
    };
  }
  if (since >= 47) {
    opencti.subscribe = function () {
      var args = needObject(arguments);
      needMember(args, "listener", "listener");
      call("subscribe", { channelName: args.channelName }, function (response) {
        if (response && response.subscription) {
          var handle = response.subscription;
          channels[handle.id] = { name: args.channelName, handle: handle, listener: args.listener };
        }
        if (typeof args.callback === "function") args.callback(response);
      });
    };
    opencti.unsubscribe = function () {
      var args = needObject(arguments);
      // The handle itself is known, not what it looks like; and Salesforce is told only when nobody else listens to the channel.
      // Otherwise nothing is sent, and the callback never comes.
      var subscription = isObject(args.subscription) && channels[args.subscription.id];
      if (subscription) {
        if (subscription.handle !== args.subscription) return;
        delete channels[args.subscription.id];
        var others = Object.keys(channels).some(function (id) {
          return channels[id].name === subscription.name;
        });
        if (others) return;
      }
      call("unsubscribe", { subscription: args.subscription }, args.callback);
    };
    opencti.publish = plain("publish", ["channelName", "message"]);
  }

  // Every parameter of the URL; one that occurs twice becomes a list. That will do for a mode, but it is no origin.
  function parameters(search) {
    var found = {};
    search
      .replace(/^\?/, "")
      .split("&")
      .filter(Boolean)
      .forEach(function (pair) {
        var at = pair.indexOf("=");
        var name = decodeURIComponent(at < 0 ? pair : pair.slice(0, at));
        var value = at < 0 ? "" : decodeURIComponent(pair.slice(at + 1).replace(/\+/g, " "));
        var again = Object.prototype.hasOwnProperty.call(found, name) && strict("duplicate-parameter");
        found[name] = again ? [].concat(found[name], value) : value;
      });
    return found;
  }

  function hostAllowed(host) {
    if (!strict("host-pattern")) return true;
    if (/^[\w.-]+\.(force|salesforce)\.com$/.test(host)) return true;
    return EXTRA_HOSTS.some(function (pattern) {
      var name = pattern.replace(/^\*\./, "");
      return host === name || (pattern !== name && host.slice(-name.length - 1) === "." + name);
    });
  }

  // The origin of the framing page, when it may be believed.
  function believable(value) {
    if (typeof value !== "string") return null;
    var parts = /^(https?:)\/\/([\w.-]+)(:\d+)?$/.exec(value);
    if (!parts || parts[1] !== window.location.protocol || !hostAllowed(parts[2])) return null;
    return value;
  }

  function receive(event) {
    var data = event.data;
    if (event.origin !== origin && strict("origin-checked")) return;
    if (!isObject(data) || data.apiType !== API_TYPE) return;
    if (data.apiVersion !== version && strict("version-checked")) return;
    var key = data.methodName + "_" + data.callId;
    var callback = callbacks[key];
    if (callback) {
      if (strict("callback-once")) delete callbacks[key];
      callback(data.response);
    }
    if (data.methodName === "subscribe" && data.subscription !== undefined) {
      var subscriber = channels[data.subscription];
      if (subscriber) subscriber.listener(data.response);
      return;
    }
    // Listeners get the bare payload.
    (listeners[data.methodName] || []).slice().forEach(function (listener) {
      listener(data.response);
    });
  }

  window.sforce = window.sforce || {};
  if (strict("half-alive")) window.sforce.opencti = opencti;
  window.addEventListener("message", receive);

  var asked = parameters(window.location.search);
  var believed = asked.mode ? believable(asked.sfdcIframeOrigin) : null;
  if (believed === null) {
    if (strict("throws-string")) throw FAILED;
    throw new Error(FAILED);
  }
  origin = believed;
  window.sforce.opencti = opencti;
})();
