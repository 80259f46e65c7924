import { LightningElement, api, wire } from "lwc";
import { getObjectInfo } from "lightning/uiObjectInfoApi";
import { getRelatedListInfo, getRelatedListRecords } from "lightning/uiRelatedListApi";
import { NavigationMixin } from "lightning/navigation";
import { chooseFields, numbersIn, sentence, unknownSentence } from "c/switchboardPhoneFields";

/** The phone numbers of a related list, to be clicked. Each click carries the id of the number's own record. */
export default class SwitchboardRelatedPhones extends NavigationMixin(LightningElement) {
  /** Set by the record page. */
  @api recordId;
  /** Set by the record page. */
  @api objectApiName;
  @api cardTitle = "Related phone numbers";
  /** API name of the related list, for instance Contacts or Sites__r. */
  @api relatedListId = "Contacts";
  /** API names, separated by commas; empty means every phone field of the related object. */
  @api phoneFields = "";
  /** How many records are read. */
  @api pageSize = 50;

  // The last answer of each wire adapter: { data } or { error }.
  list = {};
  described = {};
  found = {};

  @wire(getRelatedListInfo, { parentObjectApiName: "$objectApiName", relatedListId: "$relatedListId" })
  findList(answer) {
    this.list = answer;
  }

  @wire(getObjectInfo, { objectApiName: "$relatedObject" })
  describe(answer) {
    this.described = answer;
  }

  // Optional fields: one that the user may not see is left out, and the others are shown.
  @wire(getRelatedListRecords, {
    parentRecordId: "$recordId",
    relatedListId: "$readList",
    optionalFields: "$wanted",
    pageSize: "$pageSize",
  })
  read(answer) {
    this.found = answer;
  }

  /** The object in the list. */
  get relatedObject() {
    return this.list.data?.objectApiNames[0];
  }

  /** Undefined until the fields are known: without a required parameter nothing is read yet. */
  get readList() {
    return this.wanted && this.relatedListId;
  }

  get wanted() {
    const { fields } = this.chosen;
    if (fields.length === 0) return undefined;
    const names = [this.nameField, ...fields.map(({ apiName }) => apiName)].filter(Boolean);
    return names.map((name) => `${this.relatedObject}.${name}`);
  }

  /** Records without any number are left out. */
  get rows() {
    const records = this.found.data?.records ?? [];
    return records
      .map((record) => ({
        id: record.id,
        name: record.fields[this.nameField]?.value || record.id,
        numbers: numbersIn(record, this.chosen.fields),
      }))
      .filter(({ numbers }) => numbers.length > 0);
  }

  get message() {
    const error = this.list.error ?? this.described.error ?? this.found.error;
    if (error) return `The numbers could not be read. ${sentence(error)}`;
    if (!this.described.data) return "";
    const { fields, unknown } = this.chosen;
    const nothing = fields.length === 0 || (this.found.data && this.rows.length === 0);
    const more = this.found.data?.nextPageToken ? `Only the first ${this.pageSize} records are shown.` : "";
    const parts = [nothing ? "No phone number." : "", more, unknownSentence(unknown, this.described.data.label)];
    return parts.filter(Boolean).join(" ");
  }

  open(event) {
    const { id } = event.currentTarget.dataset;
    const attributes = { recordId: id, objectApiName: this.relatedObject, actionName: "view" };
    this[NavigationMixin.Navigate]({ type: "standard__recordPage", attributes });
  }

  /** Name, or what takes its place: CaseNumber, for instance. */
  get nameField() {
    const names = this.described.data?.nameFields ?? [];
    return names.includes("Name") ? "Name" : names[0];
  }

  get chosen() {
    return this.described.data ? chooseFields(this.described.data, this.phoneFields) : { fields: [], unknown: [] };
  }
}
