/** Digests, versions and the adapter's revision: SwitchboardHistory. */
trigger SwitchboardAction on Switchboard_Action__c (
    before insert,
    before update,
    after insert,
    after update,
    after delete,
    after undelete
) {
    if (Trigger.isBefore) {
        SwitchboardHistory.prepare(Trigger.new, Trigger.oldMap);
    } else {
        SwitchboardHistory.record(Trigger.isDelete ? Trigger.old : Trigger.new, Trigger.oldMap, Trigger.isDelete);
    }
}
