import { createElement } from "lwc";
import { publish } from "lightning/messageService";
import DIAL from "@salesforce/messageChannel/Switchboard_Dial__c";
import SwitchboardDialButton from "c/switchboardDialButton";

function show(properties) {
  const element = createElement("c-switchboard-dial-button", { is: SwitchboardDialButton });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element.shadowRoot.querySelector("lightning-button");
}

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

test("a press publishes the number and the record", () => {
  const button = show({ recordId: "003DANA", objectApiName: "Contact", number: "(415) 555-0142", label: "Call Dana" });
  expect(button.label).toBe("Call Dana");
  button.click();
  const message = { number: "(415) 555-0142", recordId: "003DANA", objectType: "Contact" };
  expect(publish).toHaveBeenCalledTimes(1);
  expect(publish.mock.calls[0].slice(1)).toEqual([DIAL, message]);
});

test("without a number there is nothing to press", () => {
  expect(show({ recordId: "003DANA" }).disabled).toBe(true);
});
