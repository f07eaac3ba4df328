; The threads of the process that share the work of one program at a time.
;
; A job is open while parts of it may be left. A worker counts itself into @inside before it looks
; whether the job is open, and the caller closes the job before it waits for @inside to become zero:
; so no worker can touch a job whose caller has returned. Both orders need sequential consistency.
; The parts are cut into as many stretches as there are threads. Each thread takes those of its own
; stretch first, in order, and then what others have left: so it finds in its caches what it wrote or
; read there in the job before.
; Who has nothing to do spins for some microseconds and then sleeps on a condition; whoever changes
; what a sleeper waits for looks for sleepers after the change, and a sleeper looks for the change
; after it is counted.

; Larger than a mutex or a condition of any system.
@lock = internal global [256 x i8] zeroinitializer, align 64
@wake = internal global [256 x i8] zeroinitializer, align 64
@done = internal global [256 x i8] zeroinitializer, align 64

@ready = internal global i32 0            ; whether these three are initialized
@wanted = internal global i32 0           ; how many workers share the work
@started = internal global i32 0          ; how many threads there are; changed by the owner of @busy
@busy = internal global i32 0, align 64   ; whether a caller owns the pool
@open = internal global i32 0, align 64   ; whether the job may be joined
@inside = internal global i32 0, align 64 ; how many workers are in it
@epoch = internal global i32 0, align 64  ; changes with every job
@sleepers = internal global i32 0         ; workers that wait on @wake
@waiting = internal global i32 0          ; whether the caller waits on @done
@taken = internal global [64 x [8 x i64]] zeroinitializer, align 64 ; of each stretch, the parts taken

@context = internal global ptr null, align 64
@kernel = internal global ptr null
@closure = internal global ptr null
@extent = internal global i64 0
@grain = internal global i64 0
@stretches = internal global i64 0

declare i32 @pthread_mutex_init(ptr, ptr) nounwind
declare i32 @pthread_mutex_lock(ptr) nounwind
declare i32 @pthread_mutex_unlock(ptr) nounwind
declare i32 @pthread_cond_init(ptr, ptr) nounwind
declare i32 @pthread_cond_wait(ptr, ptr) nounwind
declare i32 @pthread_cond_broadcast(ptr) nounwind
declare i32 @pthread_create(ptr, ptr, ptr, ptr) nounwind
declare i32 @pthread_detach(ptr) nounwind

define void @linum_set_workers(i32 %count) nounwind {
  store atomic i32 %count, ptr @wanted monotonic, align 4
  ret void
}

define void @linum_parallel(ptr %context, ptr %kernel, ptr %closure, i64 %extent, i64 %grain) nounwind {
entry:
  %whole = icmp sle i64 %extent, %grain
  %wanted = load atomic i32, ptr @wanted monotonic, align 4
  %single = icmp slt i32 %wanted, 1
  %simple = or i1 %whole, %single
  br i1 %simple, label %alone, label %claim

claim:
  %claimed = cmpxchg ptr @busy, i32 0, i32 1 acquire monotonic
  %mine = extractvalue { i32, i1 } %claimed, 1
  br i1 %mine, label %pool, label %alone

alone:
  call void @in_order(ptr %context, ptr %kernel, ptr %closure, i64 %extent, i64 %grain)
  ret void

pool:
  call void @start(i32 %wanted)
  store ptr %context, ptr @context
  store ptr %kernel, ptr @kernel
  store ptr %closure, ptr @closure
  store i64 %extent, ptr @extent
  store i64 %grain, ptr @grain
  call void @cut(i32 %wanted)
  store atomic i32 1, ptr @open seq_cst, align 4
  %epoch = atomicrmw add ptr @epoch, i32 1 seq_cst
  %sleepers = load atomic i32, ptr @sleepers seq_cst, align 4
  %asleep = icmp ne i32 %sleepers, 0
  br i1 %asleep, label %rouse, label %work

rouse:
  call void @tell(ptr @wake)
  br label %work

work:
  call void @take_parts(i64 0)
  store atomic i32 0, ptr @open seq_cst, align 4
  call void @wait_for_workers()
  store atomic i32 0, ptr @busy release, align 4
  ret void
}

; Makes a stretch for each worker and one for the caller; nothing of them is taken.
define internal void @cut(i32 %workers) nounwind {
entry:
  %wide = zext i32 %workers to i64
  %wished = add i64 %wide, 1
  %many = icmp ugt i64 %wished, 64
  %stretches = select i1 %many, i64 64, i64 %wished
  store i64 %stretches, ptr @stretches
  br label %next

next:
  %i = phi i64 [ 0, %entry ], [ %following, %next ]
  %taken = getelementptr [8 x i64], ptr @taken, i64 %i
  store atomic i64 0, ptr %taken monotonic, align 8
  %following = add i64 %i, 1
  %more = icmp ult i64 %following, %stretches
  br i1 %more, label %next, label %exit

exit:
  ret void
}

; Takes parts of the open job until none is left or its context says stop, those of the stretch
; numbered %own first.
define internal void @take_parts(i64 %own) nounwind {
entry:
  %context = load ptr, ptr @context
  %kernel = load ptr, ptr @kernel
  %closure = load ptr, ptr @closure
  %extent = load i64, ptr @extent
  %grain = load i64, ptr @grain
  %stretches = load i64, ptr @stretches
  %rounded = add i64 %extent, %grain
  %rounded1 = sub i64 %rounded, 1
  %parts = sdiv i64 %rounded1, %grain
  br label %stretch

stretch:
  %tried = phi i64 [ 0, %entry ], [ %tries, %another ]
  %sum = add i64 %own, %tried
  %which = urem i64 %sum, %stretches
  %after.which = add i64 %which, 1
  %before.first = mul i64 %which, %parts
  %first = udiv i64 %before.first, %stretches
  %before.end = mul i64 %after.which, %parts
  %end.part = udiv i64 %before.end, %stretches
  %taken = getelementptr [8 x i64], ptr @taken, i64 %which
  br label %next

next:
  %number = atomicrmw add ptr %taken, i64 1 monotonic
  %part = add i64 %first, %number
  %left = icmp slt i64 %part, %end.part
  %flag = load atomic i32, ptr %context monotonic, align 4
  %going = icmp eq i32 %flag, 0
  %more = and i1 %left, %going
  br i1 %more, label %run, label %another

run:
  %begin = mul i64 %part, %grain
  %after = add i64 %begin, %grain
  %last = icmp slt i64 %extent, %after
  %end = select i1 %last, i64 %extent, i64 %after
  call void %kernel(ptr %closure, i64 %begin, i64 %end)
  br label %next

another:
  %tries = add i64 %tried, 1
  %unseen = icmp ult i64 %tries, %stretches
  br i1 %unseen, label %stretch, label %exit

exit:
  ret void
}

define internal void @wait_for_workers() nounwind {
entry:
  br label %spin

spin:
  %tries = phi i32 [ 0, %entry ], [ %tried, %again ]
  %inside = load atomic i32, ptr @inside seq_cst, align 4
  %empty = icmp eq i32 %inside, 0
  br i1 %empty, label %exit, label %again

again:
  call void @pause()
  %tried = add i32 %tries, 1
  %patient = icmp ult i32 %tried, @SPINS@
  br i1 %patient, label %spin, label %sleep

sleep:
  store atomic i32 1, ptr @waiting seq_cst, align 4
  %locked = call i32 @pthread_mutex_lock(ptr @lock)
  br label %check

check:
  %still = load atomic i32, ptr @inside seq_cst, align 4
  %left = icmp eq i32 %still, 0
  br i1 %left, label %up, label %wait

wait:
  %woken = call i32 @pthread_cond_wait(ptr @done, ptr @lock)
  br label %check

up:
  %unlocked = call i32 @pthread_mutex_unlock(ptr @lock)
  store atomic i32 0, ptr @waiting seq_cst, align 4
  br label %exit

exit:
  ret void
}

; Wakes all who wait on a condition.
define internal void @tell(ptr %condition) nounwind {
  %locked = call i32 @pthread_mutex_lock(ptr @lock)
  %told = call i32 @pthread_cond_broadcast(ptr %condition)
  %unlocked = call i32 @pthread_mutex_unlock(ptr @lock)
  ret void
}

; Makes the threads that are wanted and not there yet. Only the owner of @busy comes here.
define internal void @start(i32 %wanted) nounwind {
entry:
  %thread = alloca ptr
  %ready = load i32, ptr @ready
  %fresh = icmp eq i32 %ready, 0
  br i1 %fresh, label %initialize, label %next

initialize:
  %i1 = call i32 @pthread_mutex_init(ptr @lock, ptr null)
  %i2 = call i32 @pthread_cond_init(ptr @wake, ptr null)
  %i3 = call i32 @pthread_cond_init(ptr @done, ptr null)
  store i32 1, ptr @ready
  br label %next

next:
  %started = load i32, ptr @started
  %enough = icmp sge i32 %started, %wanted
  br i1 %enough, label %exit, label %create

create:
  %index = zext i32 %started to i64
  %argument = inttoptr i64 %index to ptr
  %failed = call i32 @pthread_create(ptr %thread, ptr null, ptr @worker, ptr %argument)
  %created = icmp eq i32 %failed, 0
  br i1 %created, label %count, label %exit

count:
  %id = load ptr, ptr %thread
  %detached = call i32 @pthread_detach(ptr %id)
  %more = add i32 %started, 1
  store i32 %more, ptr @started
  br label %next

exit:
  ret void
}

; What a thread of the pool does, for ever. Those whose index is no longer wanted join no job.
define internal ptr @worker(ptr %argument) nounwind {
entry:
  %wide = ptrtoint ptr %argument to i64
  %index = trunc i64 %wide to i32
  br label %join

join:
  %seen = phi i32 [ -1, %entry ], [ %epoch, %idle ]
  %others = atomicrmw add ptr @inside, i32 1 seq_cst
  %open = load atomic i32, ptr @open seq_cst, align 4
  %joinable = icmp ne i32 %open, 0
  %wanted = load atomic i32, ptr @wanted monotonic, align 4
  %useful = icmp slt i32 %index, %wanted
  %joins = and i1 %joinable, %useful
  br i1 %joins, label %work, label %leave

work:
  %own = add i64 %wide, 1
  call void @take_parts(i64 %own)
  br label %leave

leave:
  %before = atomicrmw sub ptr @inside, i32 1 seq_cst
  %waiting = load atomic i32, ptr @waiting seq_cst, align 4
  %last = icmp eq i32 %before, 1
  %awaited = icmp ne i32 %waiting, 0
  %told = and i1 %last, %awaited
  br i1 %told, label %tell, label %idle

tell:
  call void @tell(ptr @done)
  br label %idle

idle:
  %spins = select i1 %useful, i32 @SPINS@, i32 0
  %epoch = call i32 @wait_for_job(i32 %seen, i32 %spins)
  br label %join
}

; The number of the first job after the one numbered %seen.
define internal i32 @wait_for_job(i32 %seen, i32 %spins) nounwind {
entry:
  br label %spin

spin:
  %tries = phi i32 [ 0, %entry ], [ %tried, %again ]
  %early = load atomic i32, ptr @epoch seq_cst, align 4
  %changed = icmp ne i32 %early, %seen
  br i1 %changed, label %exit, label %again

again:
  call void @pause()
  %tried = add i32 %tries, 1
  %patient = icmp ult i32 %tried, %spins
  br i1 %patient, label %spin, label %sleep

sleep:
  %locked = call i32 @pthread_mutex_lock(ptr @lock)
  %asleep = atomicrmw add ptr @sleepers, i32 1 seq_cst
  br label %check

check:
  %late = load atomic i32, ptr @epoch seq_cst, align 4
  %moved = icmp ne i32 %late, %seen
  br i1 %moved, label %up, label %wait

wait:
  %woken = call i32 @pthread_cond_wait(ptr @wake, ptr @lock)
  br label %check

up:
  %awake = atomicrmw sub ptr @sleepers, i32 1 seq_cst
  %unlocked = call i32 @pthread_mutex_unlock(ptr @lock)
  br label %exit

exit:
  %epoch = phi i32 [ %early, %spin ], [ %late, %up ]
  ret i32 %epoch
}
