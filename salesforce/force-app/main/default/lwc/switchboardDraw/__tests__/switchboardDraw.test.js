import { createElement } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import SwitchboardDraw from "c/switchboardDraw";

const mockNavigate = jest.fn();

jest.mock(
  "lightning/navigation",
  () => {
    const Navigate = Symbol("Navigate");
    const NavigationMixin = (Base) => class extends Base {
      [Navigate](page) {
        mockNavigate(page);
      }
    };
    NavigationMixin.Navigate = Navigate;
    return { NavigationMixin };
  },
  { virtual: true },
);

function opened() {
  const element = createElement("c-switchboard-draw", { is: SwitchboardDraw });
  element.recordId = "a02000000000001AAA";
  document.body.appendChild(element);
  return element;
}

const adapter = { displayValue: null, value: { fields: { Key__c: { value: "Switchboard" } } } };

describe("the button Draw", () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it("opens the studio's tab on the flow, by keys", async () => {
    const element = opened();
    getRecord.emit({ fields: { Key__c: { value: "voice-screen-pop" }, Adapter__r: adapter } });
    await Promise.resolve();
    element.invoke();
    expect(mockNavigate).toHaveBeenCalledWith({
      type: "standard__navItemPage",
      attributes: { apiName: "Switchboard_Studio" },
      state: { c__adapter: "Switchboard", c__flow: "voice-screen-pop" },
    });
  });

  it("opens the studio's list while the record is not known", () => {
    opened().invoke();
    expect(mockNavigate.mock.calls[0][0].state).toEqual({});
  });
});
