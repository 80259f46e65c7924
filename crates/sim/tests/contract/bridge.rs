//! A world that speaks JSON lines, so that the pages' own scripts can be tried in Node against the real simulator.
//!
//! One line in, one line out: `{"op": "fromPage", "id": 1, "message": {…}}` answers `{"ok": …}`.

use std::io::{BufRead, Write, stdin, stdout};
use std::process::ExitCode;

use serde_json::{Value, json};
use sim::{CcpAct, CcpId, ConsoleAct, ConsoleId, Direction, World, WorldOptions};

/// Serves until the input ends.
pub(crate) fn serve() -> ExitCode {
    let mut world = World::new(WorldOptions::default());
    for line in stdin().lock().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        let answer = match serde_json::from_str::<Value>(&line).map_err(|error| error.to_string()) {
            Ok(request) => perform(&mut world, &request),
            Err(error) => Err(error),
        };
        let answer = match answer {
            Ok(value) => json!({ "ok": value }),
            Err(error) => json!({ "error": error }),
        };
        if writeln!(stdout(), "{answer}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn perform(world: &mut World, request: &Value) -> Result<Value, String> {
    let id = request["id"].as_u64().and_then(|id| u32::try_from(id).ok()).unwrap_or(0);
    let (ccp, console) = (CcpId(id), ConsoleId(id));
    let of = |name: &str| request[name].clone();
    let text = |error: serde_json::Error| error.to_string();
    let done = Ok(Value::Null);
    match request["op"].as_str().unwrap_or_default() {
        "new" => {
            let options: WorldOptions = serde_json::from_value(of("options")).map_err(text)?;
            *world = World::new(options);
            done
        }
        "openCcp" => Ok(json!(world.open_ccp())),
        "closeCcp" => {
            world.close_ccp(ccp);
            done
        }
        "fromPage" => {
            world.from_page(ccp, &of("message"));
            done
        }
        "toPage" => Ok(json!({ "messages": world.to_page(ccp), "view": world.ccp(ccp) })),
        "ccpAct" => {
            let act: CcpAct = serde_json::from_value(of("act")).map_err(text)?;
            world.ccp_act(ccp, act).map(|()| Value::Null).map_err(|failed| failed.to_string())
        }
        "openConsole" => Ok(json!(world.open_console())),
        "fromSoftphone" => {
            world.from_softphone(console, &of("message"));
            done
        }
        "toSoftphone" => Ok(json!(world.to_softphone(console))),
        "act" => {
            let act: ConsoleAct = serde_json::from_value(of("act")).map_err(text)?;
            world.act(console, act);
            done
        }
        "direct" => {
            let direction: Direction = serde_json::from_value(of("direction")).map_err(text)?;
            world.direct(direction);
            done
        }
        "advance" => {
            let until = world.now() + request["ms"].as_u64().unwrap_or(0);
            world.advance(until);
            done
        }
        "facts" => serde_json::to_value(world.facts()).map_err(text),
        other => Err(format!("there is no op {other:?}")),
    }
}
