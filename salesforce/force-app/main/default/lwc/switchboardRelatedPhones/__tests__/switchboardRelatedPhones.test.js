import { createElement } from "lwc";
import { getObjectInfo } from "lightning/uiObjectInfoApi";
import { getRelatedListInfo, getRelatedListRecords } from "lightning/uiRelatedListApi";
import { NavigationMixin } from "lightning/navigation";
import SwitchboardRelatedPhones from "c/switchboardRelatedPhones";

// The stub of the navigation service goes nowhere; this one remembers where it was sent.
jest.mock("lightning/navigation", () => {
  const Navigate = Symbol("Navigate");
  const NavigationMixin = (Base) =>
    class extends Base {
      [Navigate](target) {
        NavigationMixin.went.push(target);
      }
    };
  return { NavigationMixin: Object.assign(NavigationMixin, { Navigate, went: [] }) };
});
const { went } = NavigationMixin;

const phone = (apiName, label) => ({ apiName, label, dataType: "Phone" });
const CONTACT = {
  apiName: "Contact",
  label: "Contact",
  nameFields: ["FirstName", "LastName", "Name"],
  fields: { Phone: phone("Phone", "Business Phone"), MobilePhone: phone("MobilePhone", "Mobile") },
};
const CASE = {
  apiName: "Case",
  label: "Case",
  nameFields: ["CaseNumber"],
  fields: { ContactPhone: phone("ContactPhone", "Contact Phone") },
};

const record = (id, values) => ({
  id,
  fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
});

/** A card on the page of the account; `records` are what Salesforce answers with. */
async function show({ properties = {}, object = CONTACT, described = true, records, nextPageToken = null } = {}) {
  const element = createElement("c-switchboard-related-phones", { is: SwitchboardRelatedPhones });
  Object.assign(element, { recordId: "001ACME", objectApiName: "Account", ...properties });
  document.body.appendChild(element);
  getRelatedListInfo.emit({ label: "Related", objectApiNames: [object.apiName] });
  await settled();
  if (described) getObjectInfo.emit(object);
  await settled();
  if (records) {
    getRelatedListRecords.emit({ records, count: records.length, nextPageToken });
    await settled();
  }
  return element;
}

/** Wire adapters and rendering answer in turns of their own. */
async function settled() {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

const seen = (element) =>
  [...element.shadowRoot.querySelectorAll("li")].map((row) => [
    row.querySelector("lightning-button").label,
    ...[...row.querySelectorAll("lightning-click-to-dial")].map(({ value, recordId }) => `${value} of ${recordId}`),
  ]);
const said = (element) => element.shadowRoot.querySelector("[role=status]").textContent;

afterEach(() => {
  document.body.replaceChildren();
  went.length = 0;
});

describe("phones of a related list", () => {
  it("shows each record's numbers, and each click names the record of the number", async () => {
    const element = await show({
      records: [
        record("003A", { Name: "Dana Ortiz", Phone: "+14155550100", MobilePhone: "+14155550101" }),
        record("003B", { Name: "Lee Chan", Phone: null, MobilePhone: "+14155550102" }),
        record("003C", { Name: "No Number", Phone: null, MobilePhone: "" }),
      ],
    });
    expect(seen(element)).toEqual([
      ["Dana Ortiz", "+14155550100 of 003A", "+14155550101 of 003A"],
      ["Lee Chan", "+14155550102 of 003B"],
    ]);
    expect(said(element)).toBe("");
  });

  it("asks for name and phone fields of the object in the list", async () => {
    await show({ records: [] });
    expect(getRelatedListInfo.getLastConfig()).toEqual({ parentObjectApiName: "Account", relatedListId: "Contacts" });
    expect(getObjectInfo.getLastConfig()).toEqual({ objectApiName: "Contact" });
    expect(getRelatedListRecords.getLastConfig()).toEqual({
      parentRecordId: "001ACME",
      relatedListId: "Contacts",
      optionalFields: ["Contact.Name", "Contact.Phone", "Contact.MobilePhone"],
      pageSize: 50,
    });
  });

  it("reads no records before the object is known", async () => {
    const element = await show({ described: false });
    expect(getRelatedListRecords.getLastConfig()?.relatedListId).toBeUndefined();
    expect(said(element)).toBe("");
  });

  it("names records that have no Name by what they have", async () => {
    const properties = { relatedListId: "Cases", pageSize: 10 };
    const records = [record("500A", { CaseNumber: "00001026", ContactPhone: "+14155550100" })];
    const element = await show({ properties, object: CASE, records });
    expect(seen(element)).toEqual([["00001026", "+14155550100 of 500A"]]);
    expect(getRelatedListRecords.getLastConfig()).toMatchObject({ relatedListId: "Cases", pageSize: 10 });
  });

  it("keeps to the administrator's list and says what is not there", async () => {
    const properties = { phoneFields: "MobilePhone, Pager__c" };
    const records = [record("003A", { Name: "Dana Ortiz", Phone: "+14155550100", MobilePhone: "+14155550101" })];
    const element = await show({ properties, records });
    expect(seen(element)).toEqual([["Dana Ortiz", "+14155550101 of 003A"]]);
    expect(said(element)).toBe("Not a field of Contact, or not visible to you: Pager__c.");
  });

  it("says so when there are more records than it reads", async () => {
    const records = [record("003A", { Name: "Dana Ortiz", Phone: "+14155550100" })];
    const element = await show({ properties: { pageSize: 1 }, records, nextPageToken: "1" });
    expect(said(element)).toBe("Only the first 1 records are shown.");
  });

  it("says so when nobody has a number", async () => {
    const element = await show({ records: [] });
    expect(said(element)).toBe("No phone number.");
  });

  it("shows what Salesforce says when there is no such list", async () => {
    const element = await show({ properties: { relatedListId: "Nothing__r" } });
    getRelatedListInfo.error({ message: "Related list Nothing__r was not found." });
    await settled();
    expect(said(element)).toBe("The numbers could not be read. Related list Nothing__r was not found.");
  });

  it("opens the record whose name is clicked", async () => {
    const element = await show({ records: [record("003A", { Name: "Dana Ortiz", Phone: "+14155550100" })] });
    element.shadowRoot.querySelector("lightning-button").click();
    expect(went).toEqual([
      {
        type: "standard__recordPage",
        attributes: { recordId: "003A", objectApiName: "Contact", actionName: "view" },
      },
    ]);
  });
});
