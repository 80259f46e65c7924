import { LightningElement, api, wire } from "lwc";
import { CloseActionScreenEvent } from "lightning/actions";
import { getFieldValue, getRecord } from "lightning/uiRecordApi";
import { RefreshEvent } from "lightning/refresh";
import startWithShipped from "@salesforce/apex/SwitchboardLibrary.startWithShipped";
import KEY from "@salesforce/schema/Switchboard_Adapter__c.Key__c";

/** The quick action of a CTI Adapter that creates the shipped flows and actions as records. */
export default class SwitchboardShippedFlows extends LightningElement {
  /** Set by the record page, after the component is connected. */
  @api recordId;

  result = "";
  isBusy = false;
  isDone = false;

  @wire(getRecord, { recordId: "$recordId", fields: [KEY] })
  adapter;

  get key() {
    return this.adapter?.data ? getFieldValue(this.adapter.data, KEY) : undefined;
  }

  get isUnavailable() {
    return this.isBusy || this.isDone || !this.key;
  }

  async create() {
    this.isBusy = true;
    try {
      const answer = JSON.parse(await startWithShipped({ adapter: this.key }));
      this.result = sentence(answer);
      this.isDone = answer.error === undefined;
      if (this.isDone) this.dispatchEvent(new RefreshEvent());
    } catch (error) {
      this.result = `Nothing was created. ${error.body?.message ?? error.message}`;
    } finally {
      this.isBusy = false;
    }
  }

  close() {
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}

function sentence({ error, created, left }) {
  if (error) return `Nothing was created. ${error.message}`;
  const made = created.length === 0 ? "Nothing was created." : `Created: ${created.join(", ")}.`;
  return left.length === 0 ? made : `${made} Here already: ${left.join(", ")}.`;
}
