/** May 2026. Amara joins the tracking team on the fourth. */
export const may = [
  {
    at: '2026-05-04T09:45',
    severity: 3,
    service: 'route-planner',
    title: 'Planner assigns two vans to one loading gate',
    impact: 'The morning wave in Cork left 35 minutes late.',
    factors: ['gate capacity read from the wrong sheet'],
    log: `
      0 page meabh +14
      17 diag meabh @commit : Capacity is read from the night sheet, where the gate counts double.
      19 call meabh lukasz +13 : First day back. Has this moved while I was away?
      40 mit lukasz @pr : Day sheet is read by day; Cork replanned.
      52 resolve meabh
      item meabh prevent 14 11 from=lukasz ver=lukasz : One capacity sheet with validity by hour
      item lukasz process 14 13 from=meabh : Handover page for people who return from leave`,
  },
  {
    at: '2026-05-06T20:13',
    severity: 2,
    service: 'tracking-api',
    title: 'Tracking widget blank on merchant sites',
    impact: '1,900 merchant sites showed an empty box for 41 minutes.',
    factors: ['content policy tightened at the edge'],
    log: `
      0 page ines
      10 escalate soren +2
      16 lead soren
      17 call soren layla +9 : The widget is blocked by a content policy. Did the edge change?
      19 call soren siyuan +28 : Please check what the widget loads.
      27 diag layla @commit : Yesterday's policy change lists our own domains only.
      33 rollback layla : Content policy of Monday restored
      36 status soren : The widget loads again.
      52 diag siyuan @q/widget-loads : Widget loads are at the level of last week in all regions.
      60 resolve soren
      d2 postmortem soren
      item layla process 14 18 from=soren : Policy changes run in report mode for a day
      item soren detect 21 18 proof=none from=layla : Load the widget on a foreign site every minute`,
  },
  {
    at: '2026-05-08T11:24',
    severity: 3,
    service: 'scan-ingest',
    title: 'Scans of the new Lagos hub refused for a missing region code',
    impact: '2,300 scans waited 45 minutes.',
    factors: ['region list not updated for the opening'],
    log: `
      0 page amara +7
      10 call amara ines +6 : My first page. The scans are refused with REGION_UNKNOWN.
      22 diag amara @q/region-unknown : Region NG-LA is absent from the list shipped with scan-ingest.
      35 fix amara root-cause ok=ines : Add the region of the new hub
      38 diag ines @d/scan-refusals : Refusals are zero; the waiting scans were taken in.
      45 resolve amara
      item amara prevent 14 10 from=ines ver=ines : Load regions from the hub register at start`,
  },
  {
    at: '2026-05-11T03:52',
    severity: 3,
    service: 'event-bus',
    title: 'Consumer offsets reset for the label service',
    impact: '1,100 labels were printed again overnight.',
    factors: ['offsets expired over a long weekend'],
    log: `
      0 page kenta +8
      17 diag kenta @q/label-offsets : Offsets expire after two days; the label consumer rested for three.
      21 mit kenta @run/set-offsets : Set the offsets by time; printing stopped.
      26 call kenta oksana +17 : Are printed labels ever scanned twice?
      55 diag oksana @q/label-reprints : No: the reprinted ones share the parcel number and count once.
      70 resolve kenta
      item kenta prevent 14 12 from=oksana : Keep offsets for fourteen days
      item oksana detect 14 12 from=kenta : Alert on a label printed twice within a day`,
  },
  {
    at: '2026-05-13T16:37',
    severity: 2,
    service: 'courier-app',
    title: 'Signature screen freezes on the last stop',
    impact: '420 couriers could not finish their tour for 50 minutes.',
    factors: ['empty list after the last stop'],
    log: `
      0 page lukasz +3
      6 lead lukasz
      8 call lukasz meabh +7 : Please reproduce it on a test phone.
      10 call lukasz priya +12 : Late for you, but you know the stop list.
      19 diag meabh @trace/last-stop-freeze : The screen asks for the next stop and waits for ever when there is none.
      26 status lukasz : Couriers can close the tour from the menu in the meantime.
      34 fix priya mitigation ok=meabh : Close the tour when no stop is left
      40 mit meabh @d/tours-closed : New version at 100 %; tours close again.
      57 resolve lukasz
      d1 cause priya : The list never was empty before, because the depot was the last stop.
      d6 fix priya root-cause ver=meabh : The stop list says explicitly when it ends
      item priya prevent 14 13 from=lukasz ver=meabh : Simulated tour of zero, one and two stops in the build
      item meabh process 21 19 from=lukasz : Two test phones of each model at the depot in Dublin`,
  },
  {
    at: '2026-05-15T12:48',
    severity: 3,
    service: 'notify',
    title: 'E-mails held as spam by one large mailbox provider',
    impact: '30,000 e-mails were delayed by four hours.',
    factors: ['signature key shorter than the provider asks'],
    log: `
      0 page oksana +8
      20 diag oksana @q/mail-deferrals : The provider asks for a 2048-bit key since today.
      24 hand oksana soren @doc/handover-mail-key : My day ends at one. Next: new key in DNS, then resend.
      26 pass oksana soren +6 : The page goes with the handover.
      44 mit soren @pr : New key published; the provider accepts.
      120 diag soren @d/mail-deferrals : Deferrals are at zero and the queue is empty.
      130 resolve soren
      item soren prevent 14 12 from=oksana : Yearly key rotation in the calendar
      item oksana detect 14 12 from=soren : Chart deferrals by provider`,
  },
  {
    at: '2026-05-18T22:05',
    severity: 4,
    service: 'edge',
    title: 'Certificate of the old merchant portal about to end',
    pager: 'only',
    log: `
      0 page daniel +17
      36 note daniel : Renewal was blocked by a forgotten CAA record. Renewed for ninety days, portal is on the list for removal.
      44 resolve daniel`,
  },
  {
    at: '2026-05-20T07:41',
    severity: 3,
    service: 'search',
    title: 'Search by phone number finds nothing in Greece',
    impact: 'Support in Athens looked up parcels by address.',
    factors: ['number format normalised twice'],
    log: `
      0 page siyuan +6
      13 diag siyuan @commit : Greek numbers are normalised on import and again on search, which drops the country code.
      18 call siyuan nikos +7 : Could you try three numbers you know?
      29 diag nikos @q/phone-search-gr : All three are found once the second step is left out.
      45 fix siyuan root-cause ok=nikos : Normalise phone numbers once, at import
      56 resolve siyuan
      item nikos process 14 12 from=siyuan : Phone number examples from each country in the test data`,
  },
  {
    at: '2026-05-22T18:29',
    severity: 3,
    service: 'locker-gateway',
    title: 'Lockers report doors open that are shut',
    impact: 'Pick-ups were refused at 18 lockers.',
    factors: ['sensor threshold after the heat wave'],
    log: `
      0 page priya +12
      19 diag priya @d/locker-doors : The sensors drift above 38 degrees; the threshold is fixed.
      24 call priya meabh +9 : Could you try a software threshold on one Irish locker?
      28 call priya lukasz +15 : Are the Polish lockers of the same make?
      45 mit meabh @pr : Threshold follows the temperature; one locker tested, then all 18.
      50 diag lukasz @q/locker-sensor-models : Polish lockers use the newer sensor and are not affected.
      66 resolve priya
      item priya detect 14 12 from=meabh : Chart door state against temperature
      item meabh prevent 21 20 from=priya : Threshold table for each sensor model`,
  },
  {
    at: '2026-05-27T14:00',
    severity: 1,
    mode: 'drill',
    service: 'edge',
    title: 'Drill: lose the Frankfurt region',
    log: `
      0 page layla +2
      3 lead layla
      5 call layla soren +4 : Drill. Please act as tracking on-call.
      6 call layla priya : Drill. Please act as delivery on-call.
      25 mit layla @run/drain-region : Drained the region in the drill account.
      40 resolve layla`,
  },
  {
    at: '2026-05-29T05:57',
    severity: 3,
    service: 'tracking-api',
    title: 'Estimated arrival absent from the tracking page',
    impact: 'All tracking pages lacked the arrival time for 38 minutes.',
    factors: ['field renamed between two services'],
    log: `
      0 page soren +8
      14 diag soren @trace/eta-field : The ETA service renamed the field in this morning's release.
      18 call soren priya +6 : Can you send both names until we follow?
      28 mit priya @pr : Both names are sent; arrival times are back.
      38 resolve soren
      item soren prevent 14 11 from=priya ver=priya : Contract test between ETA and tracking
      item priya process 21 25 from=soren : Announce renamed fields two weeks ahead`,
  },
];
