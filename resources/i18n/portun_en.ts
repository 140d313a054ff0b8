<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>Action</name>
        <message numerus="yes">
            <source>Next: %n</source>
            <translation>
                <numerusform>Next: %n</numerusform>
                <numerusform>Next: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passes found · arrows and Enter choose</source>
            <translation>
                <numerusform>%n pass found · Enter takes it</numerusform>
                <numerusform>%n passes found · arrows and Enter choose</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Day</name>
        <message numerus="yes">
            <source>%n passes</source>
            <translation>
                <numerusform>%n pass</numerusform>
                <numerusform>%n passes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people inside</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n over their time</source>
            <translation>
                <numerusform>%n over their time</numerusform>
                <numerusform>%n over their time</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n openings by hand have no reason yet</source>
            <translation>
                <numerusform>%n opening by hand has no reason yet</numerusform>
                <numerusform>%n openings by hand have no reason yet</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Emergency</name>
        <message numerus="yes">
            <source>Open %n gates</source>
            <translation>
                <numerusform>Open %n gate</numerusform>
                <numerusform>Open %n gates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>That is not the PIN. Wait %n s</source>
            <translation>
                <numerusform>That is not the PIN. Wait %n s</numerusform>
                <numerusform>That is not the PIN. Wait %n s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FirstStart</name>
        <message numerus="yes">
            <source>%n points to set right under Devices</source>
            <translation>
                <numerusform>%n point to set right under Devices</numerusform>
                <numerusform>%n points to set right under Devices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n relays found</source>
            <translation>
                <numerusform>%n relay found</numerusform>
                <numerusform>%n relays found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message numerus="yes">
            <source>No answer in the app within %n minutes. Call, or decide without.</source>
            <translation>
                <numerusform>No answer in the app within %n minute. Call, or decide without.</numerusform>
                <numerusform>No answer in the app within %n minutes. Call, or decide without.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message numerus="yes">
            <source>%n over their time</source>
            <translation>
                <numerusform>%n over their time</numerusform>
                <numerusform>%n over their time</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people in all</source>
            <translation>
                <numerusform>%n person in all</numerusform>
                <numerusform>%n people in all</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Lock</name>
        <message numerus="yes">
            <source>That is not the PIN. Wait %n s</source>
            <translation>
                <numerusform>That is not the PIN. Wait %n s</numerusform>
                <numerusform>That is not the PIN. Wait %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n digits typed</source>
            <translation>
                <numerusform>%n digit typed</numerusform>
                <numerusform>%n digits typed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Person</name>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{used} of %n used</source>
            <translation>
                <numerusform>{used} of %n used</numerusform>
                <numerusform>{used} of %n used</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Proof</name>
        <message numerus="yes">
            <source>%n places are broken in all.</source>
            <translation>
                <numerusform>%n place is broken in all.</numerusform>
                <numerusform>%n places are broken in all.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n links, each holding the one before.</source>
            <translation>
                <numerusform>%n link.</numerusform>
                <numerusform>%n links, each holding the one before.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them keep their place without what they said: their time was over.</source>
            <translation>
                <numerusform>%n of them keeps its place without what it said: its time was over.</numerusform>
                <numerusform>%n of them keep their place without what they said: their time was over.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not confirmed yet</source>
            <translation>
                <numerusform>%n not confirmed yet</numerusform>
                <numerusform>%n not confirmed yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n own entries</source>
            <translation>
                <numerusform>%n own entry</numerusform>
                <numerusform>%n own entries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of other gates</source>
            <translation>
                <numerusform>%n of other gates</numerusform>
                <numerusform>%n of other gates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photos</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passes</source>
            <translation>
                <numerusform>%n pass</numerusform>
                <numerusform>%n passes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Erased: %n entries. That something happened stays; who it was is gone. Ask the administrator to erase the central API's copy too, or a new start from there brings it back.</source>
            <translation>
                <numerusform>Erased: %n entry. That something happened stays; who it was is gone. Ask the administrator to erase the central API's copy too, or a new start from there brings it back.</numerusform>
                <numerusform>Erased: %n entries. That something happened stays; who it was is gone. Ask the administrator to erase the central API's copy too, or a new start from there brings it back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n must first be confirmed by the central API.</source>
            <translation>
                <numerusform>%n must first be confirmed by the central API.</numerusform>
                <numerusform>%n must first be confirmed by the central API.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Service</name>
        <message numerus="yes">
            <source>%n lines so far…</source>
            <translation>
                <numerusform>%n line so far…</numerusform>
                <numerusform>%n lines so far…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n things do not work</source>
            <translation>
                <numerusform>%n thing does not work</numerusform>
                <numerusform>%n things do not work</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n things to look at</source>
            <translation>
                <numerusform>%n thing to look at</numerusform>
                <numerusform>%n things to look at</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message numerus="yes">
            <source>Online · sending %n entries</source>
            <translation>
                <numerusform>Online · sending %n entry</numerusform>
                <numerusform>Online · sending %n entries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n entries waiting</source>
            <translation>
                <numerusform>%n entry waiting</numerusform>
                <numerusform>%n entries waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Back online: %n entries need a supervisor</source>
            <translation>
                <numerusform>Back online: %n entry needs a supervisor</numerusform>
                <numerusform>Back online: %n entries need a supervisor</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Verdict</name>
        <message numerus="yes">
            <source>%n codes in view</source>
            <translation>
                <numerusform>%n code in view</numerusform>
                <numerusform>%n codes in view</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n entries of this pass are used</source>
            <translation>
                <numerusform>The one entry of this pass is used</numerusform>
                <numerusform>All %n entries of this pass are used</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n gates opened</source>
            <translation>
                <numerusform>%n gate opened</numerusform>
                <numerusform>%n gates opened</numerusform>
            </translation>
        </message>
    </context>
</TS>
