import { createElement } from "lwc";
import { getObjectInfo } from "lightning/uiObjectInfoApi";
import { getRecord } from "lightning/uiRecordApi";
import SwitchboardPhones from "c/switchboardPhones";

const field = (apiName, label, dataType = "Phone") => ({ apiName, label, dataType });
const CONTACT = {
  apiName: "Contact",
  label: "Contact",
  fields: {
    Phone: field("Phone", "Business Phone"),
    MobilePhone: field("MobilePhone", "Mobile"),
    Fax: field("Fax", "Business Fax"),
    Email: field("Email", "Email", "Email"),
  },
};

/** A card on Dana's page; `values` are the fields that Salesforce answers with. */
async function show({ properties = {}, info = CONTACT, values } = {}) {
  const element = createElement("c-switchboard-phones", { is: SwitchboardPhones });
  Object.assign(element, { recordId: "003DANA", objectApiName: "Contact", ...properties });
  document.body.appendChild(element);
  if (info) getObjectInfo.emit(info);
  await settled();
  if (values) {
    const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
    getRecord.emit({ id: "003DANA", apiName: "Contact", fields });
    await settled();
  }
  return element;
}

/** Wire adapters and rendering answer in turns of their own. */
async function settled() {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

const seen = (element) =>
  [...element.shadowRoot.querySelectorAll("dl > div")].map((row) => {
    const { value, recordId } = row.querySelector("lightning-click-to-dial");
    return [row.querySelector("dt").textContent, value, recordId];
  });
const said = (element) => element.shadowRoot.querySelector("[role=status]").textContent;

afterEach(() => document.body.replaceChildren());

describe("phones of a record", () => {
  it("shows every phone field that has a number, but no fax, and each click names the record", async () => {
    const values = { Phone: "+1 415 555 0100", MobilePhone: null, Fax: "+1 415 555 0199", Email: "d@acme.example" };
    const element = await show({ values });
    expect(seen(element)).toEqual([["Business Phone", "+1 415 555 0100", "003DANA"]]);
    expect(said(element)).toBe("");
  });

  it("asks for the phone fields only, as fields that may be missing", async () => {
    await show({ values: {} });
    expect(getRecord.getLastConfig()).toEqual({
      recordId: "003DANA",
      optionalFields: ["Contact.Phone", "Contact.MobilePhone"],
    });
  });

  it("asks for nothing before the object is known", async () => {
    const element = await show({ info: null });
    expect(getRecord.getLastConfig()?.optionalFields).toBeUndefined();
    expect(said(element)).toBe("");
  });

  it("keeps to the administrator's list, in its order, however it is spelled", async () => {
    const properties = { phoneFields: " mobilephone,, Phone ,Phone" };
    const element = await show({ properties, values: { Phone: "+14155550100", MobilePhone: "+14155550101" } });
    expect(seen(element).map(([label]) => label)).toEqual(["Mobile", "Business Phone"]);
    expect(getRecord.getLastConfig().optionalFields).toEqual(["Contact.MobilePhone", "Contact.Phone"]);
  });

  it("says which listed field is not there, and shows the others", async () => {
    const properties = { phoneFields: "Phone, Hotline__c" };
    const element = await show({ properties, values: { Phone: "+14155550100" } });
    expect(seen(element)).toHaveLength(1);
    expect(said(element)).toBe("Not a field of Contact, or not visible to you: Hotline__c.");
  });

  it("says so when there is no number", async () => {
    const element = await show({ values: { Phone: "  ", MobilePhone: null } });
    expect(seen(element)).toEqual([]);
    expect(said(element)).toBe("No phone number.");
  });

  it("says so when the object has no phone field", async () => {
    const info = { ...CONTACT, fields: { Email: CONTACT.fields.Email } };
    const element = await show({ info });
    expect(said(element)).toBe("No phone number.");
  });

  it("shows what Salesforce says when the record cannot be read", async () => {
    const element = await show();
    getRecord.error({ message: "You do not have access to this record." });
    await settled();
    expect(said(element)).toBe("The numbers could not be read. You do not have access to this record.");
  });

  it("treats a number as text, whatever it holds", async () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const element = await show({ values: { Phone: hostile } });
    expect(seen(element)[0][1]).toBe(hostile);
    expect(element.shadowRoot.querySelector("img")).toBeNull();
  });

  it("carries the title it was given", async () => {
    const element = await show({ properties: { cardTitle: "Call Dana" }, values: {} });
    expect(element.shadowRoot.querySelector("lightning-card").title).toBe("Call Dana");
  });
});
