"""Words of English, and words that all languages use."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

ENGLISH = Words(
    ignore=(
        "ignore disregard* forget override bypass skip discard drop dismiss erase delete remove abandon"
        " neglect stop_following do_not_follow don_t_follow do_not_obey don_t_obey dont_follow"
        " pay_no_attention no_longer_follow never_mind nevermind overwrite void cancel reset nullify break"
        " throw_away throw_out set_aside put_aside leave_out discount"
    ),
    rules=(
        "instruction* prompt prompts rules guideline* directive* system_message guardrail* safeguard*"
        " restriction* programming script training policies constraints persona system_setting* safety_filter*"
        " safety_rule* content_filter* initial_message context configuration"
    ),
    before=(
        "everything anything all_of_the_above all_above the_above all_previous all_prior all_earlier all_that"
        " all_of_that what_you what_i what_was previously what_came what_they previous_text previous_context"
        " previous_conversation conversation_so_far said_before told_before"
    ),
    role=(
        "you_are_now you_re_now your_re_now act_as_a act_as_an act_as_the act_as_if act_like pretend_to"
        " from_now_on from_this_point from_here_on henceforth your_new_task your_new_goal your_new_job"
        " your_real_job your_only_job roleplay role_play impersonate switch_into you_will_now you_must_now"
        " you_shall_now you_are_no_longer behave_as behave_like respond_as speak_as take_on_the_role"
        " assume_the_role assume_the_identity play_the_role developer_mode debug_mode admin_mode god_mode"
        " dan_mode jailbreak_mode maintenance_mode test_mode_enabled unrestricted_mode do_anything_now sudo"
        " jailbroken jailbreak_yourself enter_developer enable_developer your_name_is_now you_work_for"
        " your_task_is_now your_objective_is your_goal_is_now simulate_being stay_in_character"
        " without_any_restrictions no_restrictions without_restrictions"
    ),
    reveal=(
        "reveal print show repeat output leak expose disclose display recite read_out read_aloud read_back"
        " tell_me give_me list dump share spell_out echo summarize summarise translate what_is what_s what_are"
        " what_were quote paste return write_out copy describe explain state read_me read_them read_us"
    ),
    secret=(
        "otp one_time_code one_time_password one_time_passcode passcode password* pin_number cvv cvc"
        " security_code security_question* verification_code confirmation_code card_number card_numbers"
        " credit_card* debit_card* card_details bank_details bank_account* account_number* account_details"
        " api_key* secret_key* access_token* social_security ssn aadhaar_number aadhar_number pan_number"
        " mother_s_maiden mothers_maiden login_details credentials credential sms_code upi_pin net_banking"
        " seed_phrase passport_number iban internal_data customer_database private_data gift_card* their_pin"
        " your_pin his_pin her_pin atm_pin card_pin the_pin_and and_pin pin_and secret_code secret_key"
        " last_four last_4 four_digits_of their_date_of_birth date_of_birth_and"
    ),
    ask=(
        "ask collect request get obtain demand gather record capture note_down have_them have_the have_him"
        " have_her make_them make_the require confirm verify extract make_sure_they persuade convince read_out"
        " find_out prompt_them trick let_them_read insist write_down send_me email_me"
    ),
    say=(
        "say tell answer respond reply inform announce speak promise mention state assure greet shout"
        " repeat_after claim advise end_every start_every begin_every finish_every"
    ),
    exactly=(
        "exactly verbatim word_for_word these_words the_words the_following the_phrase the_sentence only_with"
        " only_say only_in only_speak always never every_question every_answer every_sentence any_question"
        " all_questions no_matter whatever_they whatever_the no_other_words nothing_else nothing_but in_a_loop"
        " forever regardless once_per_sentence a_hundred_times hundred_times 100_times and_then_hang"
    ),
    end=(
        "hang_up hangup hang_the end terminate disconnect drop_the cut_the transfer forward redirect route"
        " connect close finish abort escalate stop_the patch_me put_me put_this"
    ),
    call=(
        "the_call this_call call_now call_to the_conversation this_conversation the_line the_dialogue"
        " call_immediately the_phone the_session your_call the_chat calling to_a_human caller_to customer_to"
        " them_to me_to user_to line_now phone_immediately phone_now call_at_once and_hang"
    ),
    run="call run execute use invoke trigger launch perform fire activate open start",
    tool=(
        "tool tools function functions api command commands webhook code_interpreter shell script sql query"
        " endpoint plugin transfer_call end_call send_sms send_email book_appointment the_code payload"
        " system_call"
    ),
    agent=(
        "ai ais bot chatbot llm chatgpt gpt language_model voice_agent ai_agent ai_assistant"
        " virtual_assistant robot voicebot dear_assistant attention_assistant hey_assistant note_to_agent"
        " note_to_the_agent agent_reading agent_must assistant_must the_assistant_should assistant_should"
        " the_assistant_must attention_agent the_agent_must the_agent_should agent_should dear_agent"
        " instructions_for_the_agent to_the_agent automated_agent message_to_assistant note_to_assistant"
        " the_agent_shall"
    ),
)
ANY = Words(
    rules="prompt prompts systemprompt* system_prompt* systémprompt*",
    secret="otp cvv cvv2 cvc password passcode",
    tool="api function_call",
    agent="chatbot chatgpt gpt llm",
)
