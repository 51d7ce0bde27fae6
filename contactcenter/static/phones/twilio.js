// The phone of an agent's browser when the line is carried by Twilio. It needs twilio-voice.min.js before it.
// A phone is an EventTarget: "state" (registered | unregistered | error), "ring", "sound", "gone", and "expiring":
// its pass runs out soon, whoever drives it brings a new one with refresh(token).
(() => {
  "use strict";

  const ANSWER_MS = 10000; // registering with an expired pass never settles by itself
  const RENEW_MS = 5 * 60 * 1000; // before the pass runs out; also how long a try is waited for
  const LOUD = 0.02; // of 1: below it nobody is talking

  const inTime = (promise, name) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = window.setTimeout(() => reject(new Error(`${name}: no answer`)), ANSWER_MS);
    });
    return Promise.race([promise, late]).finally(() => window.clearTimeout(timer));
  };

  // "wss://voice-js.dublin.twilio.com" is reached through the edge "dublin".
  const edgeOf = (address) => new URL(address).hostname.split(".")[1];

  // The middle part of a pass says until when it is good; the clock of this machine may be wrong by a little.
  const millisecondsLeft = (token) => {
    const part = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const said = JSON.parse(window.atob(part));
    return said.exp * 1000 - Date.now();
  };

  class TwilioPhone extends EventTarget {
    constructor({ token, address }) {
      super();
      this.isWanted = false; // whether it is to be registered
      this.call = null;
      this.nextToken = null;
      this.totals = { sent: 0, received: 0 };
      this.levels = { own: 0, other: 0 };
      this.isTalking = false;
      this.device = this.makeDevice(token, edgeOf(address));
      this.watchPass(token);
      window.addEventListener("online", () => this.comeBack());
      window.addEventListener("pagehide", () => this.device.destroy());
    }

    makeDevice(token, edge) {
      const device = new window.Twilio.Device(token, {
        edge,
        allowIncomingWhileBusy: false,
        codecPreferences: ["opus", "pcmu"],
        enableImprovedSignalingErrorPrecision: true,
        logLevel: "silent", // what it says names people
        maxCallSignalingTimeoutMs: 30000, // a call outlives half a minute without the network
      });
      device.audio?.incoming(false); // the console rings, once it knows for whom
      device.on("registered", () => this.tell("state", "registered"));
      device.on("unregistered", () => this.tell("state", "unregistered"));
      device.on("error", () => this.tell("state", "error"));
      device.on("incoming", (call) => this.ring(call));
      return device;
    }

    tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    async register() {
      this.isWanted = true;
      if (this.device.state === "registered") this.tell("state", "registered");
      if (this.device.state !== "unregistered") return;
      await this.settle(this.device.register(), "register");
    }

    async unregister() {
      this.isWanted = false;
      if (this.device.state !== "registered") return;
      await this.settle(this.device.unregister(), "unregister");
    }

    // The line's state is always told, so that nobody waits for a phone that hears nothing.
    async settle(promise, name) {
      try {
        await inTime(promise, name);
      } catch (fault) {
        this.tell("state", "error");
        throw fault;
      }
    }

    comeBack() {
      if (!this.isWanted || this.device.state !== "unregistered") return;
      this.register().catch(() => {}); // its state has been told
    }

    // A call without one of our labels was not made by us, and one at a time is what a person can answer.
    ring(call) {
      const label = call.customParameters.get("label");
      if (!label || this.call) {
        call.reject();
        return;
      }
      call.on("cancel", () => this.leave(call));
      call.on("reject", () => this.leave(call));
      call.on("disconnect", () => this.leave(call));
      call.on("error", () => this.tell("state", "error"));
      call.on("reconnecting", () => this.tell("state", "error"));
      call.on("reconnected", () => this.tell("state", this.device.state === "registered" ? "registered" : "error"));
      call.on("volume", (own, other) => this.hear(own, other));
      call.on("sample", (sample) => this.count(sample.totals));
      this.call = call;
      this.totals = { sent: 0, received: 0 };
      this.tell("ring", { label, accept: () => call.accept(), reject: () => call.reject() });
    }

    leave(call) {
      if (this.call !== call) return;
      this.call = null;
      this.hear(0, 0);
      this.tell("gone");
      this.useNext();
    }

    hear(own, other) {
      this.levels = { own, other };
      const isTalking = Math.max(own, other) > LOUD;
      if (isTalking === this.isTalking) return;
      this.isTalking = isTalking;
      this.tell("sound", { isTalking });
    }

    count({ bytesSent, bytesReceived }) {
      this.totals = { sent: bytesSent, received: bytesReceived };
    }

    // The library warns once at most, so this clock is our own; it goes on asking until a new pass has come.
    watchPass(token) {
      window.clearTimeout(this.passTimer);
      const wait = Math.max(millisecondsLeft(token) - RENEW_MS, 0);
      this.passTimer = window.setTimeout(() => this.askForPass(), wait);
    }

    askForPass() {
      this.passTimer = window.setTimeout(() => this.askForPass(), RENEW_MS / 10);
      this.tell("expiring");
    }

    // Changed during a call, a pass would tear a hole into the sound: it waits until the call is over.
    refresh(token) {
      this.nextToken = token;
      this.watchPass(token);
      if (!this.call) this.useNext();
    }

    useNext() {
      if (!this.nextToken) return;
      const token = this.nextToken;
      try {
        this.device.updateToken(token); // throws while the network is away
        this.nextToken = null;
      } catch {
        this.tell("state", "error");
        return;
      }
      this.comeBack();
    }

    setMuted(isMuted) {
      this.call?.mute(isMuted);
    }

    sendDigits(text) {
      this.call?.sendDigits(text);
    }

    hangUp() {
      this.call?.disconnect();
    }

    async stats() {
      return { ...this.totals };
    }

    level() {
      return this.levels.own;
    }
  }

  // One device for one browser: a second one would ring beside the first and never be picked up.
  let phone = null;
  const connect = async (pass) => {
    if (phone) phone.refresh(pass.token);
    else phone = new TwilioPhone(pass);
    return phone;
  };

  window.okienkoPhones = Object.assign(window.okienkoPhones ?? {}, { twilio: { connect } });
})();
