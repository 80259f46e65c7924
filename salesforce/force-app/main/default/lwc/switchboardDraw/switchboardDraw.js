import { LightningElement, api, wire } from "lwc";
import { NavigationMixin } from "lightning/navigation";
import { getFieldValue, getRecord } from "lightning/uiRecordApi";
import ADAPTER from "@salesforce/schema/Switchboard_Flow__c.Adapter__r.Key__c";
import KEY from "@salesforce/schema/Switchboard_Flow__c.Key__c";

/** The button Draw of a CTI Flow: opens the studio's tab on it. */
export default class SwitchboardDraw extends NavigationMixin(LightningElement) {
  /** Set by the record page, after the component is connected. */
  @api recordId;

  @wire(getRecord, { recordId: "$recordId", fields: [ADAPTER, KEY] })
  flow;

  @api invoke() {
    const { data } = this.flow ?? {};
    // Pressed before the record is known: the studio's list is where the flow is found.
    const state = data ? { c__adapter: getFieldValue(data, ADAPTER), c__flow: getFieldValue(data, KEY) } : {};
    this[NavigationMixin.Navigate]({
      type: "standard__navItemPage",
      attributes: { apiName: "Switchboard_Studio" },
      state,
    });
  }
}
