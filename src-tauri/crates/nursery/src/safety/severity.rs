//! Who must be told of an incident, and within how many minutes, by how grave it is. The law says “at once”
//! (未成年人保护法第三十七条); the minutes are policy values.

use super::{IncidentKind, IncidentSeverity, TellWhom};
use crate::day::Day;
use crate::error::Result;
use crate::view::View;

/// Everybody who must be told of it.
#[must_use]
pub fn must_tell(severity: IncidentSeverity, kind: IncidentKind) -> Vec<TellWhom> {
    use TellWhom::{Ambulance, Director, Guardian, HealthBureau, Insurer, Police, Township};
    let mut whom = vec![Guardian, Director];
    if severity >= IncidentSeverity::Hospital {
        whom.extend([HealthBureau, Township]);
    }
    if severity == IncidentSeverity::Grave {
        whom.extend([Ambulance, Police]);
    }
    if severity >= IncidentSeverity::Clinic {
        whom.push(Insurer);
    }
    // A child that is gone or with a stranger is looked for by the police, whatever else happened.
    if matches!(kind, IncidentKind::Lost | IncidentKind::WrongPickup) && !whom.contains(&Police) {
        whom.push(Police);
    }
    whom.sort_unstable();
    whom
}

/// Within how many minutes somebody must be told.
///
/// # Errors
/// The policy is missing.
pub fn minutes(view: &View<'_>, whom: TellWhom, severity: IncidentSeverity, on: Day) -> Result<i64> {
    let key = match (whom, severity) {
        (TellWhom::Guardian | TellWhom::Director, IncidentSeverity::FirstAid) => "incident.tell_minor_minutes",
        (TellWhom::Guardian | TellWhom::Director | TellWhom::Ambulance | TellWhom::Police, _) => {
            "incident.tell_at_once_minutes"
        }
        (TellWhom::Insurer, _) => "incident.tell_insurer_minutes",
        _ => "incident.tell_authority_minutes",
    };
    view.policy_number(key, on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_graver_the_more_are_told() {
        use TellWhom::{Ambulance, Director, Guardian, HealthBureau, Insurer, Police, Township};
        let told = |severity| must_tell(severity, IncidentKind::Fall);
        assert_eq!(told(IncidentSeverity::FirstAid), [Guardian, Director]);
        assert_eq!(told(IncidentSeverity::Clinic), [Guardian, Director, Insurer]);
        assert_eq!(told(IncidentSeverity::Hospital), [Guardian, Director, HealthBureau, Township, Insurer]);
        assert_eq!(
            told(IncidentSeverity::Grave),
            [Guardian, Director, Ambulance, Police, HealthBureau, Township, Insurer]
        );
        assert_eq!(must_tell(IncidentSeverity::FirstAid, IncidentKind::Lost), [Guardian, Director, Police]);
    }
}
