/** January 2026. Minutes count from `at`; the line language is described in ../timeline.mjs. */
export const january = [
  {
    at: '2026-01-02T06:47',
    severity: 3,
    service: 'tracking-api',
    title: 'Tracking pages take nine seconds after the New Year cache flush',
    impact: 'About 4 in 10 tracking look-ups waited longer than five seconds for 52 minutes.',
    factors: ['cache flush without warm-up', 'holiday backlog'],
    log: `
      0 page soren +6
      14 diag soren @d/tracking-read-path : Cache hit rate fell from 94 % to 11 % at 06:41; every miss goes to the read replica and waits for a connection.
      16 call soren kenta +9 : Replica connections are at their limit. Can we borrow from the reporting pool for an hour?
      31 mit kenta @d/postgres-core-connections : Moved 120 connections from reporting to the tracking replica; queue drained in four minutes.
      40 status soren : Look-ups are back under one second. Watching the cache refill.
      52 resolve soren
      d1 postmortem soren
      item soren prevent 14 10 from=kenta : Warm the parcel cache from yesterday's look-ups before a flush goes live
      item kenta detect 21 19 from=soren : Alert when replica connection wait exceeds 200 ms for three minutes`,
  },
  {
    at: '2026-01-06T13:22',
    severity: 2,
    service: 'route-planner',
    title: 'Evening routes for Kraków and Katowice planned without the ring road',
    impact: '310 vans left depots with routes 40 minutes too long.',
    factors: ['map import accepted a partial file'],
    log: `
      0 page lukasz +2
      6 lead lukasz
      7 call lukasz priya +6 : You know the map import best. The January graph looks half its size.
      21 diag priya @q/map-import-0106 : Import of the January map stopped at 61 % and was still marked complete; the motorway layer is absent.
      24 status lukasz : Cause is a truncated map. Replanning on last week's graph.
      33 rollback priya : Pinned route-planner to the December graph and replanned both depots
      35 customer lukasz @status/evening-routes : Told the two carriers which waves were replanned and by when.
      58 resolve lukasz
      d2 postmortem lukasz
      d1 cause priya : The importer treats the end of the stream as the end of the file and never checks the row count.
      d5 fix priya root-cause ver=lukasz : Refuse a map import whose row count differs from the manifest
      item priya prevent 14 9 from=lukasz ver=lukasz : Check the map manifest before a graph can be activated
      item lukasz detect 21 18 from=priya : Compare the size of each new graph with the previous one`,
  },
  {
    at: '2026-01-08T18:05',
    severity: 4,
    service: 'webhooks',
    title: 'Merchant webhooks retried twice for the same scan',
    impact: 'Eleven merchants received duplicate "out for delivery" calls.',
    factors: ['idempotency key changed'],
    log: `
      0 page oksana +11
      34 diag oksana @q/webhook-duplicates : The key includes the worker's host name since Tuesday's release, so a restarted worker sends again.
      71 mit oksana @pr : Key is the scan id alone again; released to both regions.
      83 resolve oksana
      item oksana prevent 14 20 from=ines : Contract test that a delivery key survives a worker restart`,
  },
  {
    at: '2026-01-11T02:38',
    severity: 2,
    service: 'event-bus',
    title: 'Scan topic under-replicated after a broker lost its disk',
    impact: 'Scan events were accepted and arrived up to 17 minutes late.',
    factors: ['disk wear', 'no spare broker'],
    log: `
      0 page kenta +4
      9 diag kenta @d/event-bus-brokers : Broker 4 dropped out at 02:36; 38 partitions have one in-sync replica left.
      12 call kenta layla +7 : I need a second pair of eyes before I move leaders.
      26 mit layla @run/move-partition-leaders : Moved leadership of the 38 partitions to brokers 2 and 5; the producer error rate is zero.
      48 mit kenta @d/event-bus-brokers : Spare broker joined and caught up; replication factor is three again.
      50 status kenta : Fully replicated. Late scans were delivered in order.
      64 resolve kenta
      d2 postmortem kenta
      item layla prevent 21 16 from=kenta : Keep one warm spare broker in each zone
      item kenta detect 14 13 from=layla : Page on media wear above 85 %, not on the lost disk`,
  },
  {
    at: '2026-01-13T15:40',
    severity: 3,
    service: 'scan-ingest',
    title: 'Handheld scans from Gdańsk depot stamped one hour ahead',
    impact: '6,200 scans showed a time in the future.',
    factors: ['clock of the depot gateway'],
    log: `
      0 page nikos +5
      12 diag nikos @q/future-scans-gdansk : All of them passed gateway GD-2, whose clock was set by hand during a visit this morning.
      18 call nikos lukasz +14 : Could you ask the depot to switch time sync back on? You speak to them weekly.
      38 mit lukasz @doc/gdansk-gateway-visit : Time sync is on again at GD-2, confirmed with the depot's shift lead.
      55 mit nikos @pr : Corrected the stored scans from the gateway's measured drift.
      70 resolve nikos
      item nikos detect 21 17 from=lukasz : Reject scans more than two minutes in the future and tell the depot`,
  },
  {
    at: '2026-01-16T09:12',
    severity: 3,
    service: 'notify',
    title: 'Delivery texts to Portuguese numbers held back by the carrier',
    impact: '9,400 text messages were delayed by up to two hours.',
    factors: ['sender name registration expired'],
    log: `
      0 page ines +3
      15 diag ines @q/sms-status-pt : The carrier answers 471 since 09:00: our sender name is no longer registered.
      20 call ines siyuan +8 : Can the router send Portuguese texts through the second carrier today?
      37 mit siyuan @pr : Portuguese prefixes now go through the second carrier; first receipts are in.
      42 status ines : Messages flow again. Re-registration is with the carrier.
      95 resolve ines
      item siyuan mitigate 14 8 from=ines ver=ines : Switch carriers automatically on five minutes of refusals
      item ines process 28 20 from=siyuan : Put all sender registrations with their end dates into the service calendar`,
  },
  {
    at: '2026-01-20T23:51',
    severity: 3,
    service: 'courier-app',
    title: 'Couriers signed out in the middle of the evening wave',
    impact: '140 couriers had to sign in again, some without reception.',
    factors: ['signing key rotated early'],
    log: `
      0 page meabh +9
      17 call meabh layla +16 : Sign-outs began when the identity key rotated. Is that yours?
      41 diag layla @commit : The rotation job ran in the old zone setting and dropped the previous key a day early.
      52 mit layla @pr : Both keys are accepted again; sign-outs stopped at 00:44.
      60 note meabh : Asked the two late depots to restart the app. All couriers are back.
      66 diag meabh @d/courier-sessions : Session count is back to the level of last Tuesday.
      75 resolve meabh
      item layla prevent 14 12 from=meabh ver=kenta : Keep the previous signing key for 48 hours
      item meabh mitigate 21 15 from=layla : Let the courier app finish a wave on an expired session`,
  },
  {
    at: '2026-01-22T11:03',
    severity: 4,
    service: 'search',
    title: 'Reference search finds nothing for numbers with a leading zero',
    pager: false,
    impact: 'Support looked parcels up by hand.',
    factors: ['type change in the index'],
    log: `
      0 declare siyuan
      4 join siyuan
      19 diag siyuan @q/search-leading-zero : The new index stores references as numbers, so 00417 became 417.
      22 join soren
      64 fix siyuan root-cause : Store references as text and rebuild the index
      90 resolve siyuan
      item soren detect 14 13 from=siyuan : Ask the search for ten known references after each index build`,
  },
  {
    at: '2026-01-26T04:16',
    severity: 3,
    service: 'locker-gateway',
    title: 'Parcel lockers in Leinster offline after a certificate change',
    impact: '61 lockers could not be opened by app; codes on paper worked.',
    factors: ['certificate chain incomplete'],
    log: `
      0 page priya +7
      13 diag priya @q/locker-tls-handshake : Lockers with the 2019 firmware do not fetch the intermediate certificate, and the new bundle leaves it out.
      17 call priya meabh +18 : The Irish lockers are yours. Is there a way to reach them without the app?
      29 rollback priya : Served the previous bundle again
      44 diag meabh @d/locker-fleet : 58 of 61 lockers reconnected; the other three need a visit.
      66 resolve priya
      item meabh detect 14 13 from=priya : Try each certificate bundle against the oldest firmware before release
      item priya process 28 33 moved=35 appr=meabh from=meabh : List which firmware each locker runs`,
  },
  {
    at: '2026-01-29T10:31',
    severity: 5,
    service: 'deploy',
    title: 'Release queue blocked by a stuck canary',
    pager: 'only',
    log: `
      0 page layla +8
      1 botack
      19 note layla : Canary of search waited for a metric that was renamed. Skipped the check once and told the search owners.
      24 resolve layla`,
  },
  {
    at: '2026-01-30T14:00',
    severity: 2,
    mode: 'drill',
    service: 'postgres-core',
    title: 'Drill: promote the Frankfurt replica',
    pager: false,
    log: `
      0 declare kenta
      2 lead kenta
      5 call kenta soren +4 : Drill. Please act as tracking on-call.
      6 call kenta daniel +12 : Drill. Please take notes.
      18 mit soren @run/promote-replica : Promoted the replica in the drill account.
      30 resolve kenta`,
  },
];
