import { LightningElement, api, wire } from "lwc";
import { getObjectInfo } from "lightning/uiObjectInfoApi";
import { getRecord } from "lightning/uiRecordApi";
import { chooseFields, numbersIn, sentence, unknownSentence } from "c/switchboardPhoneFields";

/** The phone numbers of the record in view, to be clicked. Each click carries the record's id to the softphone. */
export default class SwitchboardPhones extends LightningElement {
  /** Set by the record page. */
  @api recordId;
  /** Set by the record page. */
  @api objectApiName;
  @api cardTitle = "Phone numbers";
  /** API names, separated by commas; empty means every phone field of the object. */
  @api phoneFields = "";

  // The last answer of each wire adapter: { data } or { error }.
  described = {};
  found = {};

  @wire(getObjectInfo, { objectApiName: "$objectApiName" })
  describe(answer) {
    this.described = answer;
  }

  // Optional fields: one that the user may not see is left out, and the others are shown.
  @wire(getRecord, { recordId: "$recordId", optionalFields: "$wanted" })
  read(answer) {
    this.found = answer;
  }

  /** Undefined until the object is known: without any field the record is not read yet. */
  get wanted() {
    const { fields } = this.chosen;
    return fields.length === 0 ? undefined : fields.map(({ apiName }) => `${this.described.data.apiName}.${apiName}`);
  }

  get numbers() {
    return this.found.data ? numbersIn(this.found.data, this.chosen.fields) : [];
  }

  get message() {
    const error = this.described.error ?? this.found.error;
    if (error) return `The numbers could not be read. ${sentence(error)}`;
    if (!this.described.data) return "";
    const { fields, unknown } = this.chosen;
    const nothing = fields.length === 0 || (this.found.data && this.numbers.length === 0);
    return [nothing ? "No phone number." : "", unknownSentence(unknown, this.described.data.label)].join(" ").trim();
  }

  get chosen() {
    return this.described.data ? chooseFields(this.described.data, this.phoneFields) : { fields: [], unknown: [] };
  }
}
