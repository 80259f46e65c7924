import { LightningElement, api, wire } from "lwc";
import { MessageContext, publish } from "lightning/messageService";
import DIAL from "@salesforce/messageChannel/Switchboard_Dial__c";

/** A button of one's own that dials: what it publishes is a click on a number to the softphone. */
export default class SwitchboardDialButton extends LightningElement {
  /** Set by the record page. */
  @api recordId;
  /** Set by the record page. */
  @api objectApiName;
  @api label = "Call";
  /** The number to dial. */
  @api number = "";

  @wire(MessageContext)
  messageContext;

  get isDisabled() {
    return !this.number;
  }

  dial() {
    const { number, recordId, objectApiName: objectType } = this;
    publish(this.messageContext, DIAL, { number, recordId, objectType });
  }
}
