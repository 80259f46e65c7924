import { createElement } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import startWithShipped from "@salesforce/apex/SwitchboardLibrary.startWithShipped";
import SwitchboardShippedFlows from "c/switchboardShippedFlows";

jest.mock("@salesforce/apex/SwitchboardLibrary.startWithShipped", () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  "lightning/actions",
  () => ({
    CloseActionScreenEvent: class extends CustomEvent {
      constructor() {
        super("closeactionscreen");
      }
    },
  }),
  { virtual: true },
);

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function opened() {
  const element = createElement("c-switchboard-shipped-flows", { is: SwitchboardShippedFlows });
  element.recordId = "a01000000000001AAA";
  document.body.appendChild(element);
  await settled();
  return element;
}

async function known(element) {
  getRecord.emit({ fields: { Key__c: { value: "Switchboard" } } });
  await settled();
}

const part = (element, role) => element.shadowRoot.querySelector(`[data-role=${role}]`);

async function create(element) {
  part(element, "create").click();
  await settled();
  return part(element, "result").textContent;
}

describe("shipped flows of an adapter", () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it("cannot be created before the adapter is known", async () => {
    const element = await opened();
    expect(part(element, "create").disabled).toBe(true);
    await known(element);
    expect(part(element, "create").disabled).toBe(false);
  });

  it("are created for the adapter's key, once", async () => {
    startWithShipped.mockResolvedValue(JSON.stringify({ created: ["Call log", "Voice screen pop"], left: [], revision: "a-2" }));
    const element = await opened();
    await known(element);
    expect(await create(element)).toBe("Created: Call log, Voice screen pop.");
    expect(startWithShipped).toHaveBeenCalledWith({ adapter: "Switchboard" });
    expect(part(element, "create").disabled).toBe(true);
  });

  it("are named when they are there already", async () => {
    startWithShipped.mockResolvedValue(JSON.stringify({ created: [], left: ["Call log"], revision: "a-2" }));
    const element = await opened();
    await known(element);
    expect(await create(element)).toBe("Nothing was created. Here already: Call log.");
  });

  it("may be refused, and may be tried again", async () => {
    const refused = { error: { code: "NOT_ALLOWED", message: "Writing flows takes the permission set.", fields: [] } };
    startWithShipped.mockResolvedValue(JSON.stringify(refused));
    const element = await opened();
    await known(element);
    expect(await create(element)).toBe("Nothing was created. Writing flows takes the permission set.");
    expect(part(element, "create").disabled).toBe(false);
  });

  it.each([[{ body: { message: "You do not have access to the Apex class." } }, "access"], [new Error("offline"), "offline"]])(
    "say what Salesforce says when it fails: %j",
    async (error, word) => {
      startWithShipped.mockRejectedValue(error);
      const element = await opened();
      await known(element);
      expect(await create(element)).toContain(word);
    },
  );

  it("close", async () => {
    const element = await opened();
    const closed = jest.fn();
    element.addEventListener("closeactionscreen", closed);
    part(element, "close").click();
    expect(closed).toHaveBeenCalled();
  });
});
