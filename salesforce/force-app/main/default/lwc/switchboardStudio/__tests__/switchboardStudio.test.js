import { createElement } from "lwc";
import { CurrentPageReference } from "lightning/navigation";
import { getRecord } from "lightning/uiRecordApi";
import listDocuments from "@salesforce/apex/SwitchboardLibrary.listDocuments";
import me from "@salesforce/apex/SwitchboardLibrary.me";
import SwitchboardStudio from "c/switchboardStudio";

jest.mock("@salesforce/apex/SwitchboardLibrary.listDocuments", () => ({ default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/SwitchboardLibrary.me", () => ({ default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/SwitchboardLibrary.readDocument", () => ({ default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/SwitchboardLibrary.remove", () => ({ default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/SwitchboardLibrary.restore", () => ({ default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/SwitchboardLibrary.save", () => ({ default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/SwitchboardLibrary.versions", () => ({ default: jest.fn() }), { virtual: true });

const ADDRESS = "https://cti.example.com/studio/";
const NONCE = "0123456789abcdef";
const ONE = { key: "Switchboard", name: "Voice", enabled: true, revision: "a-1" };
const OTHER = { key: "Other", name: "Chat", enabled: false, revision: "b-1" };

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function opened(answer, recordId) {
  me.mockResolvedValue(JSON.stringify({ user: "Ada", mayWrite: true, studio: ADDRESS, adapters: [ONE], ...answer }));
  const element = createElement("c-switchboard-studio", { is: SwitchboardStudio });
  element.recordId = recordId;
  document.body.appendChild(element);
  await settled();
  return element;
}

const frame = (element) => element.shadowRoot.querySelector("iframe");
const problem = (element) => element.shadowRoot.querySelector("[data-role=problem]")?.textContent;

/** What is posted to the frame. */
function posted(element) {
  const texts = [];
  const { contentWindow } = frame(element);
  contentWindow.postMessage = (text, origin) => texts.push({ ...JSON.parse(text), origin });
  return texts;
}

function say(element, message, origin = "https://cti.example.com") {
  const { contentWindow: source } = frame(element);
  window.dispatchEvent(new MessageEvent("message", { source, origin, data: JSON.stringify(message) }));
}

describe("the studio in Lightning", () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it("is framed where the administrator says, without what the address must not have", async () => {
    const element = await opened({ studio: `${ADDRESS}?library=browser#/flows/x` });
    expect(frame(element).src).toBe(ADDRESS);
    expect(frame(element).getAttribute("sandbox")).toBeNull();
  });

  it.each([
    [{ studio: null }, "CTI Studio"],
    [{ studio: "http://cti.example.com/studio/" }, "CTI Studio"],
    [{ studio: "javascript:alert(1)" }, "CTI Studio"],
    [{ adapters: [] }, "There is no CTI Adapter"],
    [{ error: { code: "FAILED", message: "Out of order." } }, "Out of order."],
  ])("says what is missing: %j", async (answer, word) => {
    const element = await opened(answer);
    expect(problem(element)).toContain(word);
    expect(frame(element)).toBeNull();
  });

  it("says what Salesforce says when it fails", async () => {
    me.mockRejectedValue({ body: { message: "You do not have access to the Apex class." } });
    const element = createElement("c-switchboard-studio", { is: SwitchboardStudio });
    document.body.appendChild(element);
    await settled();
    expect(problem(element)).toBe("You do not have access to the Apex class.");
  });

  it("is told of the only adapter, and asks Apex for its documents", async () => {
    listDocuments.mockResolvedValue('{"documents":[]}');
    const element = await opened();
    const texts = posted(element);
    say(element, { v: 1, hello: NONCE });
    expect(texts[0]).toMatchObject({ welcome: NONCE, adapter: { key: "Switchboard", name: "Voice" }, flow: null, user: "Ada" });
    expect(texts[0].origin).toBe("https://cti.example.com");
    say(element, { v: 1, nonce: NONCE, id: 1, verb: "list", args: {} });
    await settled();
    expect(listDocuments).toHaveBeenCalledWith({ adapter: "Switchboard" });
    expect(texts[1]).toMatchObject({ id: 1, answer: { documents: [] } });
  });

  it("is told of the adapter and the flow that the tab's address names", async () => {
    const element = await opened({ adapters: [ONE, OTHER] });
    const texts = posted(element);
    say(element, { v: 1, hello: NONCE });
    expect(texts).toEqual([]);
    CurrentPageReference.emit({ state: { c__adapter: "other", c__flow: "pop" } });
    await settled();
    expect(texts[0]).toMatchObject({ adapter: { key: "Other" }, flow: "pop" });
    // The page of another tab changes nothing; Draw on another flow opens it in place.
    CurrentPageReference.emit({ type: "standard__objectPage", state: {} });
    CurrentPageReference.emit({ state: { c__adapter: "Other", c__flow: "log" } });
    await settled();
    expect(texts.slice(1)).toMatchObject([{ nonce: NONCE, open: { flow: "log" } }]);
  });

  it("asks which of several adapters is meant", async () => {
    const element = await opened({ adapters: [ONE, OTHER] });
    const texts = posted(element);
    say(element, { v: 1, hello: NONCE });
    const choice = element.shadowRoot.querySelector("[data-role=adapter]");
    expect(choice.options).toEqual([{ label: "Voice", value: "Switchboard" }, { label: "Chat", value: "Other" }]);
    choice.dispatchEvent(new CustomEvent("change", { detail: { value: "Other" } }));
    await settled();
    expect(texts[0]).toMatchObject({ adapter: { key: "Other" } });
    expect(element.shadowRoot.querySelector("[data-role=adapter]")).toBeNull();
  });

  it("is that of the record on the page of a CTI Adapter", async () => {
    const element = await opened({ adapters: [ONE, OTHER] }, "a01000000000001AAA");
    const texts = posted(element);
    say(element, { v: 1, hello: NONCE });
    getRecord.emit({ fields: { Key__c: { value: "Other" } } });
    await settled();
    expect(texts[0]).toMatchObject({ adapter: { key: "Other" } });
  });

  it("hears nobody else, and nobody once it is closed", async () => {
    const element = await opened();
    const texts = posted(element);
    say(element, { v: 1, hello: NONCE }, "https://evil.example.com");
    expect(texts).toEqual([]);
    const { contentWindow: source } = frame(element);
    document.body.removeChild(element);
    const data = JSON.stringify({ v: 1, hello: NONCE });
    window.dispatchEvent(new MessageEvent("message", { source, origin: "https://cti.example.com", data }));
    expect(texts).toEqual([]);
  });
});
