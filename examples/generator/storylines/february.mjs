/** February 2026. */
export const february = [
  {
    at: '2026-02-02T07:55',
    severity: 3,
    service: 'eta',
    title: 'Delivery windows shown for yesterday in Ireland',
    impact: '3,100 customers saw a window that had already passed.',
    factors: ['date taken from the build server'],
    log: `
      0 page meabh +4
      9 diag meabh @commit : The template picks the day when it is compiled. The build ran before midnight.
      14 call meabh priya +7 : Could you review a one-line change?
      30 fix meabh root-cause ok=priya : Take the delivery day from the parcel's depot
      33 diag priya @d/eta-window-age : No window older than today since 08:21.
      41 resolve meabh
      item meabh prevent 10 8 from=priya ver=priya : Build check that no template reads the clock`,
  },
  {
    at: '2026-02-04T16:44',
    severity: 2,
    service: 'edge',
    title: 'One in six requests refused at the edge in Frankfurt',
    impact: 'Merchants and tracking pages saw error 503 for 26 minutes.',
    factors: ['rate limit shared by all tenants'],
    log: `
      0 page layla +3
      5 lead layla
      8 call layla daniel +5 : Please look at the limiter, you wrote the counters.
      10 call layla ines +7 : Which merchant sends forty times its usual traffic?
      16 diag daniel @d/edge-limiter : The limiter counts per gateway, not per tenant; one tenant uses up the budget of all.
      21 diag ines @q/top-tenants-0204 : A shop re-imported its order history: 2.1 million look-ups in ten minutes.
      26 mit daniel @pr : Separate budget for bulk look-ups; refusals stopped.
      30 customer layla @status/edge-frankfurt : Posted the all-clear and wrote to the merchant.
      44 resolve layla
      d2 postmortem layla
      d1 cause daniel : One budget for all tenants was a shortcut from the first launch.
      d9 fix daniel preventive ver=layla : Limit by tenant, with a reserve for tracking pages
      item daniel prevent 14 10 from=layla ver=layla : Limit by tenant at the edge
      item ines process 14 9 from=layla : Offer merchants a bulk export instead of look-ups
      item layla detect 21 14 from=ines : Show the five loudest tenants on the edge board`,
  },
  {
    at: '2026-02-06T20:31',
    severity: 3,
    service: 'scan-ingest',
    title: 'Scan backlog grows while one consumer rebalances for ever',
    impact: 'Tracking was 25 minutes behind for parcels in southern depots.',
    factors: ['poll interval shorter than a batch'],
    log: `
      0 page siyuan +12
      18 diag siyuan @d/scan-consumer-lag : Group rebalances every 31 seconds; batches now take 34.
      22 call siyuan kenta +15 : Would a longer poll interval hurt the brokers?
      44 mit siyuan @pr : Poll interval is two minutes, batch halved; the lag shrinks by 900 scans a second.
      47 diag kenta @d/event-bus-brokers : Brokers are calm with the longer interval; no memory growth.
      80 resolve siyuan
      item siyuan detect 14 7 from=kenta : Alert on three rebalances in ten minutes`,
  },
  {
    at: '2026-02-09T05:20',
    severity: 2,
    service: 'tracking-api',
    title: 'Tracking look-ups time out during the index rebuild',
    impact: '12 % of look-ups timed out between 05:14 and 06:02.',
    factors: ['index built without the concurrent option'],
    log: `
      0 page nikos
      10 escalate soren +3
      18 diag soren @d/postgres-core-locks : The nightly index build holds a lock on the parcel table.
      22 call soren kenta +6 : Is it safe to cancel the build?
      31 mit kenta @run/cancel-index-build : Cancelled the build; the lock is gone and look-ups answer.
      33 status soren : Look-ups recover. The index will be built another way tonight.
      41 join nikos
      48 diag nikos @commit : The job was edited by me last week and the word "concurrently" got lost. Putting it back.
      60 resolve soren
      d1 cause nikos : The migration linter does not read job scripts.
      d4 fix nikos root-cause ver=soren : Build all indexes concurrently, checked by the linter
      d3 postmortem nikos
      item nikos prevent 10 7 from=soren ver=soren : Run the migration linter over job scripts as well
      item soren detect 14 12 from=nikos : Page on lock waits over 20 seconds`,
  },
  {
    at: '2026-02-12T12:10',
    severity: 3,
    service: 'courier-app',
    title: 'Proof-of-delivery photos rejected as too large',
    impact: 'Couriers on two new phone models could not close 1,150 stops.',
    factors: ['camera default changed'],
    log: `
      0 page lukasz +6
      13 diag lukasz @q/pod-upload-413 : Photos from the new phones are 14 MB; the upload allows 10.
      20 call lukasz layla +11 : Could the edge allow 20 MB on that path until the app shrinks them?
      36 mit layla @pr : Upload limit is 20 MB on the proof path only.
      50 diag lukasz @d/pod-uploads : Uploads from both models pass; the stuck stops close by themselves.
      58 resolve lukasz
      item lukasz prevent 14 11 from=layla : Shrink photos on the phone before the upload
      item priya detect 21 18 from=lukasz : Chart closed stops by phone model`,
  },
  {
    at: '2026-02-16T19:07',
    severity: 4,
    service: 'notify',
    title: 'Greek customers greeted in Portuguese',
    pager: false,
    impact: '480 messages went out in the wrong language.',
    factors: ['language fallback order'],
    log: `
      0 declare nikos
      6 join nikos
      23 diag nikos @commit : Fallback takes the first language of the alphabet when the depot has none.
      25 join ines
      52 fix nikos root-cause ok=ines : Fall back to the language of the destination country
      64 resolve nikos`,
  },
  {
    at: '2026-02-18T08:26',
    severity: 3,
    service: 'webhooks',
    title: 'Webhook signatures refused by merchants on the old library',
    impact: '23 merchants refused our calls for 70 minutes.',
    factors: ['header renamed'],
    log: `
      0 page ines +4
      11 diag ines @q/webhook-401 : All refusing merchants use version 1 of our library, which reads the old header.
      15 call ines oksana +9 : Can we send both headers for now?
      34 mit oksana @pr : Both signature headers are sent; refused calls are retried.
      38 customer ines @status/webhook-signatures : Wrote to the 23 merchants with the date on which the old header ends.
      70 resolve ines
      item oksana prevent 14 12 from=ines ver=ines : Test each release against the last three library versions
      item ines process 21 16 from=oksana : Publish an end-of-life page for webhook headers`,
  },
  {
    at: '2026-02-20T02:12',
    severity: 3,
    service: 'route-planner',
    title: 'Night planning run for Pune stops at wave three',
    impact: 'Two depots started with paper lists.',
    factors: ['memory limit lowered', 'larger festival volume'],
    log: `
      0 page priya +6
      9 diag priya @d/planner-memory : Wave three needs 9 GB since the festival volume; the limit went down to 8 last week.
      12 mit priya @pr : Limit back to 12 GB and wave three restarted.
      16 call priya lukasz +19 : Who lowered the limit? I do not want to undo something on purpose.
      40 diag lukasz @commit : My cost change from the 13th. It was sized on January volumes.
      70 resolve priya
      item lukasz process 14 9 from=priya : Size planner limits on the largest wave of the year
      item priya mitigate 14 21 from=lukasz : Split a wave that needs more than 8 GB`,
  },
  {
    at: '2026-02-23T10:48',
    severity: 5,
    service: 'search',
    title: 'Search replica behind by four minutes',
    pager: 'only',
    log: `
      0 page nikos +9
      12 botack
      27 note nikos : Replica caught up after the merge of two large segments. Nothing to change.
      29 botresolve`,
  },
  {
    at: '2026-02-24T14:03',
    severity: 3,
    service: 'notify',
    title: 'Pick-up reminders name a shop that closed in January',
    impact: '1,300 customers were sent to a shut door.',
    factors: ['shop register read once a month'],
    log: `
      0 page nikos +16
      24 diag nikos @q/reminders-by-shop : The shop register in notify dates from 31 December.
      36 mit nikos @run/reload-shop-register : Register reloaded; reminders name the shop around the corner.
      39 customer nikos @status/pick-up-reminders : Corrected reminders sent with the new address.
      60 resolve nikos
      item nikos prevent 14 9 from=ines ver=ines : Read the shop register every night`,
  },
  {
    at: '2026-02-25T13:35',
    severity: 3,
    service: 'identity',
    title: 'Depot tablets cannot sign in after the directory move',
    impact: 'Three depots shared the tablets that were still signed in.',
    factors: ['directory moved', 'redirect not followed by old client'],
    log: `
      0 page kenta +8
      20 diag kenta @q/tablet-signin-302 : Tablets on client 3.1 do not follow the redirect to the new directory.
      25 call kenta oksana +21 : You kept the tablet client last year. Does 3.1 have a setting for this?
      58 diag oksana @commit : It does not; 3.2 does. The update can be pushed without a visit.
      75 mit kenta @pr : The old address answers directly again while tablets update.
      96 resolve kenta
      item kenta prevent 21 25 moved=28 from=oksana : Keep the old directory address until no client older than 3.2 is seen
      item oksana process 14 10 from=kenta : Push client 3.2 to all depot tablets`,
  },
];
