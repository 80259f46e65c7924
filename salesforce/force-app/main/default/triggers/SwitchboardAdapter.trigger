/** Checks the settings and counts the revision: SwitchboardHistory. */
trigger SwitchboardAdapter on Switchboard_Adapter__c (before insert, before update) {
    SwitchboardHistory.prepareAdapters(Trigger.new, Trigger.oldMap);
}
