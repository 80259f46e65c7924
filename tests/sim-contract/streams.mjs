// The unmodified amazon-connect-streams, the panel page's wire and the real world together.
// connect-streams.md, sections 1.4, 3.3 and 4.

import { embed } from "./streams-page.mjs";

const KNOWN = "+14155550142";
const names = (log) => log.map(([name]) => name);

export const CASES = [
  {
    name: "the library starts and meets the agent",
    section: "connect-streams 1.4",
    async run(check) {
      const page = await embed(check.lax);
      check.same("initialised", page.connect.core.initialized, true);
      check.that("agent", page.agent !== undefined);
      check.same("configuration", page.agent.getConfiguration().username, "ana.ng");
      check.same("state", page.agent.getState().name, "Available");
      check.that("a duration can be told", Number.isFinite(page.agent.getStateDuration()));
      check.same("instance", page.agent.getRoutingProfile().routingProfileId.split("/")[1], "0f0e0d0c-1111-4222-8333-444455556666");
      check.that("queues", page.agent.getAllQueueARNs().length === 3);
      check.same("the panel was configured", page.heard.includes("configure"), true);
      check.same("and is kept in touch with", page.heard.includes("synchronize"), true);
      await page.close();
    },
  },
  {
    name: "an inbound call calls back in order",
    section: "connect-streams 3.3",
    async run(check) {
      const page = await embed(check.lax);
      await page.direct({ do: "inboundCall", from: KNOWN, attributes: { tier: "gold" } });
      check.same("ringing", names(page.log), ["contact", "connecting"]);
      const contact = page.contact();
      check.same("number", contact.getInitialConnection().getEndpoint().phoneNumber, KNOWN);
      check.same("inbound", contact.isInbound(), true);
      check.same("attributes", contact.getAttributes().tier.value, "gold");
      check.same("softphone", contact.isSoftphoneCall(), true);
      const accepted = await page.ask((callbacks) => contact.accept(callbacks));
      check.same("accept answers", accepted, { success: {} });
      check.that("accepted", names(page.log).includes("accepted"));
      await page.advance(250);
      check.same("connected", names(page.log).at(-1), "connected");
      check.same("agent", page.agent.getState().name, "Busy");
      await page.advance(8000);
      const ended = await page.ask((callbacks) => contact.getAgentConnection().destroy(callbacks));
      check.same("destroy answers", ended, { success: {} });
      await page.advance(250);
      check.same("after-call work comes before the end", names(page.log).slice(-2), ["acw", "ended"]);
      check.same("agent afterwards", page.agent.getState().name, "AfterCallWork");
      await page.ask((callbacks) => contact.clear(callbacks));
      await page.advance(250);
      check.same("cleared", [names(page.log).at(-1), page.agent.getState().name], ["destroy", "Available"]);
      const facts = await page.world.facts();
      check.same("the world agrees", [facts.contacts[0].talkSeconds, facts.contacts[0].present], [8, false]);
      await page.close();
    },
  },
  {
    name: "a missed call calls back error, missed, ended",
    section: "connect-streams 3.2",
    async run(check) {
      const page = await embed(check.lax);
      await page.direct({ do: "knownCall" });
      await page.advance(20_000);
      check.same("order", names(page.log).slice(-3), ["error", "missed", "ended"]);
      check.same("agent", page.agent.getState().name, "MissedCallAgent");
      check.same("state", page.contact().getState().type, "error");
      await page.close();
    },
  },
  {
    name: "dialling gives a contact later",
    section: "connect-streams 3.3",
    async run(check) {
      const page = await embed(check.lax);
      const endpoint = page.connect.Endpoint.byPhoneNumber(KNOWN);
      const answer = await page.ask((callbacks) => page.agent.connect(endpoint, callbacks));
      check.same("no contact id", answer, { success: {} });
      check.same("no contact", names(page.log), []);
      await page.advance(250);
      check.same("then one", names(page.log), ["contact", "connecting"]);
      check.same("outbound", page.contact().isInbound(), false);
      check.same("agent", page.agent.getState().name, "CallingCustomer");
      await page.direct({ do: "customerAnswers" });
      check.same("answered", names(page.log).at(-1), "connected");
      check.that("never accepted", !names(page.log).includes("accepted"));
      await page.close();
    },
  },
  {
    name: "failures arrive as text",
    section: "connect-streams 1.5",
    async run(check) {
      const page = await embed(check.lax);
      const bad = page.connect.Endpoint.byPhoneNumber("(415) 555-0142");
      const { failure } = await page.ask((callbacks) => page.agent.connect(bad, callbacks));
      check.same("a string", typeof failure, "string");
      check.same("of json", JSON.parse(failure).type, "BadEndpointException");
      await page.direct({ do: "knownCall" });
      const early = await page.ask((callbacks) => page.contact().clear(callbacks));
      check.same("clear while ringing", JSON.parse(early.failure).type, "InvalidStateException");
      await page.close();
    },
  },
  {
    name: "states are chosen and put in line",
    section: "connect-streams 4.1",
    async run(check) {
      const page = await embed(check.lax);
      const state = (name) => page.agent.getAgentStates().find((state) => state.name === name);
      check.same("Lunch", await page.ask((callbacks) => page.agent.setState(state("Lunch"), callbacks)), { success: {} });
      check.same("taken", page.agent.getState().name, "Lunch");
      await page.ask((callbacks) => page.agent.setState(state("Available"), callbacks));
      await page.direct({ do: "knownCall" });
      await page.ask((callbacks) => page.agent.setState(state("Offline"), callbacks, { enqueueNextState: true }));
      check.same("in line", page.agent.getNextState()?.name, "Offline");
      await page.close();
    },
  },
  {
    name: "a reload of the frame is not a new start",
    section: "connect-streams 1.4",
    async run(check) {
      const page = await embed(check.lax);
      await page.direct({ do: "knownCall" });
      const before = page.log.length;
      await page.reloadPanel();
      check.same("nothing is told twice", page.log.length, before);
      check.same("the call is still there", page.contact().getState().type, "connecting");
      check.same("one agent", page.agents, 1);
      await page.close();
    },
  },
  {
    name: "a page that loads during a call meets it",
    section: "connect-streams 3.3",
    async run(check) {
      const page = await embed(check.lax, async (world) => {
        await world.direct({ do: "knownCall" });
        await world.direct({ do: "agentAccepts" });
        await world.advance(1000);
      });
      check.same("connected again", names(page.log), ["contact", "connected"]);
      check.same("busy", page.agent.getState().name, "Busy");
      await page.close();
    },
  },
  {
    name: "the second channel knows the instance",
    section: "connect-streams 1.9",
    async run(check) {
      const page = await embed(check.lax);
      await page.direct({ do: "knownCall" });
      const details = await page.contact().getInstanceDetails();
      check.same("details", { ...details }, { origin: "https://acme.my.connect.aws", region: "us-west-2" });
      const network = await page.agent.getNetworkConnectionStatus().then(() => "answered", () => "refused");
      check.same("the rest is refused at once, not after 30 seconds", network, "refused");
      await page.close();
    },
  },
];
