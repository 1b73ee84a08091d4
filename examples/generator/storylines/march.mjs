/** March 2026. The tenth holds the incident that its later hero caused. */
export const march = [
  {
    at: '2026-03-02T21:19',
    severity: 3,
    service: 'scan-ingest',
    title: 'Scans from the Piraeus sorter counted twice',
    impact: '14,000 parcels appeared as sorted twice; volumes for the next day were too high.',
    factors: ['sorter firmware resends on silence'],
    log: `
      0 page nikos +8
      16 diag nikos @q/piraeus-duplicates : The sorter resends when our answer takes over two seconds, and we answer in 2.3.
      19 call nikos siyuan +17 : Can we drop repeats by sorter sequence tonight?
      45 mit siyuan @pr : Repeats with the same sorter sequence are dropped; duplicates stopped.
      66 resolve nikos
      item siyuan prevent 14 13 from=nikos : Answer sorters before the scan is stored
      item nikos detect 14 11 from=siyuan : Chart repeated sequences by sorter`,
  },
  {
    at: '2026-03-04T09:58',
    severity: 4,
    service: 'locker-gateway',
    title: 'Locker codes printed without the last digit',
    impact: '200 labels were printed again.',
    factors: ['label width'],
    log: `
      0 page lukasz +14
      33 diag lukasz @commit : The 9-digit code does not fit the 60 mm label; the printer cuts it.
      60 mit lukasz @pr : Smaller type on 60 mm labels.
      72 resolve lukasz
      item lukasz detect 10 8 from=priya : Render each label size in the build and compare it with the code`,
  },
  {
    at: '2026-03-06T17:26',
    severity: 2,
    service: 'notify',
    title: 'Every customer of one merchant told that the parcel came back',
    impact: '8,700 customers received a wrong "returned to sender" message.',
    factors: ['event replay without a filter'],
    log: `
      0 page oksana +3
      6 lead oksana
      7 call oksana soren +5 : Someone replayed the February events. Please find who sends these.
      9 call oksana siyuan : Are the replayed messages still in the carrier's queue?
      17 diag soren @q/replay-0306 : The replay for the data team passed through the live topic.
      20 status oksana : Sending is paused for this merchant.
      22 mit oksana @pr : Paused the returned-to-sender template; queue emptied by hand.
      40 customer oksana @status/returned-messages : Apology text agreed with the merchant and sent.
      75 resolve oksana
      d2 postmortem oksana
      d1 cause soren : Replays share the topic of live events and carry no mark.
      d7 fix soren preventive ver=oksana : Replayed events carry a mark that notify refuses
      item soren prevent 14 10 from=oksana ver=oksana : Refuse replayed events in notify
      item oksana mitigate 21 19 from=soren : One switch that pauses a template for a merchant`,
  },
  {
    at: '2026-03-10T11:42',
    severity: 1,
    service: 'tracking-api',
    title: 'Tracking dark for 47 minutes: the parcel table locked by a column change',
    impact: 'No tracking look-up was answered from 11:40 to 12:27. 212,000 customers saw an error page.',
    customersAffected: 212000,
    factors: ['column added with a default under load', 'migration reviewed without its plan', 'no lock timeout'],
    log: `
      0 page soren +3
      0 page ines +2
      4 lead soren
      5 declarecause ines : My migration 0412 went out at 11:39. It adds a column with a default to the parcel table; I believe it holds the lock.
      6 call soren kenta +4 : SEV1. Need you on the database.
      8 call soren nikos +6 : Please take the public status page.
      9 watch priya
      10 join priya
      12 diag ines @d/postgres-core-locks : Migration 0412 holds an exclusive lock; 1,900 look-ups wait behind it.
      14 status soren : Cause known: a migration. Stopping it safely.
      18 diag kenta @q/locks-0310 : Cancelling is safe; the rewrite has not committed a single page.
      19 customer nikos @status/tracking-dark : Posted that tracking is unavailable and that no parcel is affected.
      27 mit kenta @run/cancel-migration : Cancelled the session; connections drain.
      34 rollback ines : Reverted migration 0412 and redeployed tracking-api
      41 status soren : Look-ups answer in all regions.
      44 customer nikos @status/tracking-dark : Posted the all-clear with the times.
      47 resolve soren
      d1 cause ines : Adding a column with a volatile default rewrites the table under an exclusive lock. I ran it at noon, without a lock timeout, and the review saw the text and not the plan.
      d3 fix ines root-cause ver=kenta : Split the column change into three steps that never hold the lock
      d3 postmortem ines
      d13 fix ines preventive ver=soren : Migrations get a two-second lock timeout and print their plan in the review
      item ines prevent 21 13 from=soren ver=kenta : Two-second lock timeout for all migrations, enforced by the runner
      item ines prevent 28 22 from=soren ver=soren : Print the migration's plan in the review
      item kenta detect 14 12 from=ines : Page on exclusive locks on the ten largest tables
      item nikos mitigate 28 26 from=soren : Serve the last known status when the database is away`,
  },
  {
    at: '2026-03-12T00:34',
    severity: 3,
    service: 'route-planner',
    title: 'Planner ignores the new low-emission zone in Warsaw',
    impact: '75 diesel vans were routed through closed streets.',
    factors: ['zone file stored under the old year'],
    log: `
      0 page lukasz
      20 escalate priya +7
      33 diag priya @q/zone-files : The 2026 zone sits under 2025 and is never read.
      41 mit priya @pr : Read the newest zone file; Warsaw replanned before the first van left.
      62 resolve priya
      item lukasz prevent 14 12 from=priya : Refuse to plan with a zone file older than a month`,
  },
  {
    at: '2026-03-13T14:50',
    severity: 3,
    service: 'event-bus',
    title: 'Billing events stuck behind a poisoned message',
    impact: 'Invoices for 310 merchants waited three hours.',
    factors: ['unreadable character in a company name'],
    log: `
      0 page layla +5
      12 diag layla @q/poison-0313 : One message holds a lone surrogate and the reader stops there.
      16 call layla nikos +9 : Same reader library as scan-ingest. How do you skip one?
      35 mit nikos @run/park-a-message : Parked the message; 48,000 events flowed in two minutes.
      48 fix layla root-cause ok=nikos : Park unreadable messages after three attempts
      60 resolve layla
      item layla prevent 14 9 from=nikos : Parking queue for every consumer group`,
  },
  {
    at: '2026-03-17T03:05',
    severity: 3,
    service: 'webhooks',
    title: 'Webhook workers restart every six minutes',
    impact: 'Calls were late by up to twelve minutes.',
    factors: ['memory leak in the HTTP client'],
    log: `
      0 page siyuan +5
      7 botmit : Restarted the six webhook workers.
      14 diag siyuan @d/webhook-memory : Memory climbs 40 MB a minute; sockets of slow merchants are never closed.
      20 mit siyuan @pr : Sockets close after ten seconds; memory is flat.
      23 call siyuan oksana +28 : For the morning: does anything rely on long-lived sockets?
      64 diag oksana @commit : Only the old batch mode did, and it is gone since autumn.
      75 resolve siyuan
      item oksana prevent 21 18 wontdo=siyuan from=siyuan : Remove what is left of the batch mode
      item siyuan detect 14 12 from=oksana : Alert on workers that restart three times in an hour`,
  },
  {
    at: '2026-03-19T12:15',
    severity: 4,
    service: 'eta',
    title: 'Delivery promise for Sundays offered where nobody drives',
    pager: false,
    impact: '90 parcels were promised for a Sunday in error.',
    factors: ['holiday table copied from another country'],
    log: `
      0 declare priya
      5 join priya
      28 diag priya @q/sunday-promises : The table for Slovakia is a copy of the Polish one.
      31 join lukasz
      60 fix priya root-cause ok=lukasz : Holiday tables per country, checked against the depot calendar
      72 resolve priya`,
  },
  {
    at: '2026-03-23T16:02',
    severity: 2,
    service: 'edge',
    title: 'Half of the image traffic sent to an empty region',
    impact: 'Labels and photos did not load for merchants in the Gulf for 35 minutes.',
    factors: ['routing weight with a typing slip'],
    log: `
      0 page layla +2
      5 lead layla
      7 call layla kenta : Please check the weights with me, I changed them at noon.
      8 call layla daniel +4 : Can you read the routing table from outside?
      15 diag daniel @q/edge-routing-0323 : Weight for the new region is 50 and not 5; it has no image store yet.
      21 rollback layla : Restored the routing weights of this morning
      24 status layla : Images load again in Dubai and Doha.
      38 resolve layla
      d1 cause layla : Weights were typed by hand and applied at once everywhere.
      d8 fix layla preventive ver=daniel : Routing weights change by at most five points an hour
      item layla prevent 14 11 from=daniel ver=daniel : Apply routing weights in steps
      item daniel detect 21 15 from=layla : Probe each region from outside every minute`,
  },
  {
    at: '2026-03-26T07:33',
    severity: 3,
    service: 'tracking-api',
    title: 'Parcel history cut off at fifty scans',
    impact: 'Long-haul parcels looked stuck at the border.',
    factors: ['page size applied before sorting'],
    log: `
      0 page ines +4
      13 diag ines @commit : The first page is taken before the sort, so the newest scans fall away.
      18 call ines nikos +8 : You wrote the sort. Is the index good enough to sort first?
      30 diag nikos @d/tracking-read-path : It is; the plan stays under 4 ms.
      46 fix ines root-cause ok=nikos : Sort scans before cutting the page
      55 resolve ines
      item nikos prevent 14 10 from=ines : Property test: the newest scan is always on the first page`,
  },
  {
    at: '2026-03-30T18:41',
    severity: 5,
    service: 'deploy',
    title: 'Build cache misses after the storage move',
    pager: 'only',
    log: `
      0 page kenta +21
      38 note kenta : Cache key included the old bucket name. Builds are fast again.
      41 resolve kenta`,
  },
];
