import { LightningElement, api, wire } from "lwc";
import { CurrentPageReference } from "lightning/navigation";
import { getFieldValue, getRecord } from "lightning/uiRecordApi";
import LANG from "@salesforce/i18n/lang";
import KEY from "@salesforce/schema/Switchboard_Adapter__c.Key__c";
import listDocuments from "@salesforce/apex/SwitchboardLibrary.listDocuments";
import me from "@salesforce/apex/SwitchboardLibrary.me";
import readDocument from "@salesforce/apex/SwitchboardLibrary.readDocument";
import remove from "@salesforce/apex/SwitchboardLibrary.remove";
import restore from "@salesforce/apex/SwitchboardLibrary.restore";
import save from "@salesforce/apex/SwitchboardLibrary.save";
import versions from "@salesforce/apex/SwitchboardLibrary.versions";
import { Conversation, sentenceOf } from "./conversation";

const APEX = { listDocuments, me, readDocument, remove, restore, save, versions };

const NO_ADDRESS =
  "Where the studio is served is not set: write its address into the record Default of the custom metadata type CTI Studio.";

/** The studio, which is served on its own origin, in a frame: it asks this component for the org's flows. */
export default class SwitchboardStudio extends LightningElement {
  /** Set on the page of a CTI Adapter. */
  @api recordId;

  problem = "";
  address = "";
  adapters = [];
  chosen;
  known;
  page = {};
  conversation;
  hear = (event) => this.conversation?.hear(event, this.refs.studio?.contentWindow);

  /** On a tab the page says whose flows: the state of its address. */
  @wire(CurrentPageReference)
  takePage(reference) {
    const { c__adapter: adapter, c__flow: flow } = reference?.state ?? {};
    // A tab hears of the pages of other tabs, too: what names nothing changes nothing.
    if (this.recordId || (!adapter && !flow)) return;
    this.page = { adapter, flow };
    this.chosen = undefined;
    this.introduce();
  }

  @wire(getRecord, { recordId: "$recordId", fields: [KEY] })
  takeRecord({ data }) {
    if (data) {
      this.chosen = getFieldValue(data, KEY);
      this.introduce();
    }
  }

  connectedCallback() {
    window.addEventListener("message", this.hear);
    this.start();
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.hear);
  }

  /** The adapter that is meant: chosen, named by the page, or the only one. */
  get adapter() {
    const wanted = this.chosen ?? this.page.adapter;
    if (wanted) return this.adapters.find(({ key }) => key.toLowerCase() === wanted.toLowerCase());
    return this.adapters.length === 1 ? this.adapters[0] : undefined;
  }

  get choices() {
    return this.adapters.map(({ key, name }) => ({ label: name, value: key }));
  }

  get isChoiceNeeded() {
    return this.address && !this.problem && !this.adapter;
  }

  choose(event) {
    this.chosen = event.detail.value;
    this.introduce();
  }

  async start() {
    try {
      const answer = JSON.parse(await me());
      if (answer.error) throw new Error(answer.error.message);
      const address = studioAddress(answer.studio);
      if (!address) throw new Error(NO_ADDRESS);
      if (answer.adapters.length === 0) throw new Error("There is no CTI Adapter that you may see.");
      this.known = answer;
      this.adapters = answer.adapters;
      this.conversation = new Conversation({
        origin: address.origin,
        post: (text, origin) => this.refs.studio?.contentWindow?.postMessage(text, origin),
        call: (method, args) => (Object.keys(args).length === 0 ? APEX[method]() : APEX[method](args)),
      });
      this.address = address.href;
      this.introduce();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  introduce() {
    const { adapter, conversation } = this;
    if (!adapter || !conversation) return;
    const { user, mayWrite } = this.known;
    const { key, name } = adapter;
    conversation.welcome({ adapter: { key, name }, flow: this.page.flow ?? null, user, mayWrite, locale: LANG });
  }
}

/** The address of the studio as the administrator has set it; nothing where it is none to be framed. */
function studioAddress(text) {
  try {
    const address = new URL(text);
    address.search = "";
    address.hash = "";
    return address.protocol === "https:" ? address : null;
  } catch {
    return null;
  }
}
