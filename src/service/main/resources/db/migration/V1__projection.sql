-- Derived from the run folders: deleting it loses nothing.
-- Money, prices and quantities are exact decimals; times are nanoseconds since 1970-01-01 UTC.

create table run (
  id             varchar(16)  primary key,
  fingerprint    varchar(300) not null,
  status         varchar(16)  not null,
  problem        varchar(4000),
  manifest       char(64),
  strategy       varchar(200),
  preset         varchar(100),
  root           char(64),
  entries        bigint       not null,
  evaluations    bigint       not null,
  fills          bigint       not null,
  orders         bigint       not null,
  cash           decimal(20, 8),
  final_equity   decimal(20, 8),
  final_cash     decimal(20, 8),
  fees           decimal(20, 8),
  from_time      varchar(40),
  to_time        varchar(40),
  failure        varchar(4000),
  figures        clob
);

create table decision (
  run_id         varchar(16)  not null,
  seq            bigint       not null,
  kind           varchar(16)  not null,
  time_nanos     bigint       not null,
  cause          bigint       not null,
  evaluation     bigint,
  instrument     varchar(100),
  reason         varchar(64)  not null,
  inputs         clob,
  hold_count     bigint       not null,
  from_nanos     bigint       not null,
  primary key (run_id, seq)
);

create table trade_order (
  run_id         varchar(16)  not null,
  seq            bigint       not null,
  time_nanos     bigint       not null,
  cause          bigint       not null,
  order_id       bigint       not null,
  parent_id      bigint,
  instrument     varchar(100) not null,
  side           varchar(8),
  type           varchar(20),
  quantity       decimal(20, 8),
  terms          varchar(2000) not null,
  filled         decimal(20, 8) not null,
  state          varchar(20)  not null,
  reason         varchar(64)  not null,
  primary key (run_id, seq)
);

create table fill (
  run_id         varchar(16)  not null,
  seq            bigint       not null,
  time_nanos     bigint       not null,
  cause          bigint       not null,
  order_id       bigint       not null,
  instrument     varchar(100) not null,
  side           varchar(8)   not null,
  quantity       decimal(20, 8) not null,
  price          decimal(20, 8) not null,
  fee            decimal(20, 8) not null,
  happened_nanos bigint       not null,
  bar            bigint       not null,
  position_after decimal(20, 8) not null,
  cash_after     decimal(20, 8) not null,
  primary key (run_id, seq)
);

create table round_trip (
  run_id         varchar(16)  not null,
  seq            bigint       not null,
  instrument     varchar(100) not null,
  direction      varchar(8)   not null,
  quantity       decimal(20, 8) not null,
  entry_nanos    bigint       not null,
  exit_nanos     bigint       not null,
  entry_bar      bigint       not null,
  exit_bar       bigint       not null,
  entry_price    decimal(20, 8) not null,
  exit_price     decimal(20, 8) not null,
  pnl            decimal(20, 8) not null,
  fees           decimal(20, 8) not null,
  return_fraction double precision not null,
  max_adverse    double precision not null,
  max_favourable double precision not null,
  primary key (run_id, seq)
);
